"""How old a domain is: the right registry, one name sent, an answer that is understood or refused, and kept."""

import json
from datetime import date

import pytest

from bot import store
from bot.network.client import Limits
from bot.network.guard import CouldNot
from bot.network.rdap import DAY_S, LEAST_ENDINGS, Registries, bundled, day_in, endings_in
from bot.store import lookups
from tests.bot.network.internet import Clock, Internet, moved, ok, trusting

TODAY = date(2026, 11, 22)
LIMITS = Limits(seconds=1)


def answer(day: str, name: str = "tls.example.net", action: str = "registration") -> bytes:
    events = [{"eventAction": "last changed", "eventDate": "2026-01-01T00:00:00Z"}]
    events.append({"eventAction": action, "eventDate": day})
    return json.dumps({"objectClassName": "domain", "ldhName": name, "events": events, "entities": [{"x": 1}]}).encode()


async def office(net: Internet, shop: store.Store, clock: Clock) -> Registries:
    """Registries that keep .net at tls.example.com."""
    await lookups.keep(shop, "rdap-endings", '{"net": "https://tls.example.com/rdap/"}', int(clock()))
    here = Registries(net.client(trusting()), shop, clock, lambda: TODAY)
    await here.load()
    return here


async def test_only_the_registered_name_is_sent(net: Internet, shop: store.Store) -> None:
    await net.site("tls.example.com", lambda _: ok(answer("2026-10-02T10:11:12Z")), tls=net.tls_server())
    assert await (await office(net, shop, Clock())).registered("tls.example.net", LIMITS) == date(2026, 10, 2)
    assert net.requests[0].startswith("GET /rdap/domain/tls.example.net HTTP/1.1\r\n")
    assert "\r\nAccept: application/rdap+json\r\n" in net.requests[0]


async def test_an_answer_is_kept_for_a_week_and_then_asked_for_anew(net: Internet, shop: store.Store) -> None:
    await net.site("tls.example.com", lambda _: ok(answer("2026-10-02")), tls=net.tls_server())
    clock = Clock()
    here = await office(net, shop, clock)
    for _ in range(3):
        await here.registered("tls.example.net", LIMITS)
    assert len(net.requests) == 1
    clock.time += 7 * DAY_S + 1
    await here.registered("tls.example.net", LIMITS)
    assert len(net.requests) == 2


async def test_a_domain_nobody_has_is_asked_for_again_after_an_hour(net: Internet, shop: store.Store) -> None:
    missing = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"
    await net.site("tls.example.com", lambda _: missing, tls=net.tls_server())
    clock = Clock()
    here = await office(net, shop, clock)
    for wait in (0, 60, 3600):
        clock.time += wait
        with pytest.raises(CouldNot, match="no date"):
            await here.registered("tls.example.net", LIMITS)
    assert len(net.requests) == 2


@pytest.mark.parametrize("status", [302, 401, 429, 500, 503])
async def test_an_office_that_refuses_could_not_be_asked_and_nothing_is_kept(
    status: int, net: Internet, shop: store.Store
) -> None:
    refusal = f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()
    await net.site("tls.example.com", lambda _: refusal, tls=net.tls_server())
    with pytest.raises(CouldNot, match="no answer"):
        await (await office(net, shop, Clock())).registered("tls.example.net", LIMITS)
    assert await lookups.found(shop, "rdap:tls.example.net", 0) is None


async def test_an_office_that_sends_us_inside_is_not_followed(net: Internet, shop: store.Store) -> None:
    await net.site("tls.example.com", lambda _: moved("https://127.0.0.1/"), tls=net.tls_server())
    with pytest.raises(CouldNot, match="no public address"):
        await (await office(net, shop, Clock())).registered("tls.example.net", LIMITS)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (answer("2026-10-02T10:11:12.123+02:00"), "2026-10-02"),
        (answer("2026-10-02", name="TLS.EXAMPLE.NET."), "2026-10-02"),
        (answer("2026-10-02", name=""), "2026-10-02"),
        (answer("2027-01-01"), "-"),
        (answer("soon"), "-"),
        (answer("2026-10-02", action="expiration"), "-"),
        (b"{}", "-"),
    ],
)
def test_the_day_of_registration_is_read_from_an_answer(body: bytes, day: str) -> None:
    assert day_in(body, "tls.example.net", TODAY) == day


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"events": "x"}', b"\xff\xfe", b"[" * 200_000, b'{"a":' * 50_000, b"null"]
)
def test_an_answer_nobody_can_read_is_refused(body: bytes) -> None:
    with pytest.raises(CouldNot):
        day_in(body, "tls.example.net", TODAY)


def test_an_answer_about_another_domain_is_refused() -> None:
    with pytest.raises(CouldNot, match="something else"):
        day_in(answer("2026-10-02", name="example.org"), "tls.example.net", TODAY)


def test_every_bundled_registry_has_an_https_address() -> None:
    endings = bundled()
    assert len(endings) >= LEAST_ENDINGS
    assert all(url.startswith("https://") and url.endswith("/") and "{" not in url for url in endings.values())
    assert endings["com"] == "https://rdap.verisign.com/com/v1/"
    assert endings["xyz"] == "https://rdap.centralnic.com/xyz/"
    assert endings["ng"] == "https://rdap.nic.net.ng/"


def test_the_longest_known_ending_names_the_registry(net: Internet, shop: store.Store) -> None:
    here = Registries(net.client(), shop, Clock(), lambda: TODAY)
    assert here.registry("jobs.co.uk") == "https://rdap.nominet.uk/uk/"
    assert here.registry("jobs.de") == ""


def test_ianas_file_is_read_and_registries_without_https_are_left_out() -> None:
    services = [[["Aa", "bb"], ["http://a.example/", "https://a.example/rdap"]], [["cc"], ["http://c.example/"]]]
    found = endings_in(json.dumps({"version": "1.0", "services": services}).encode())
    assert found == {"aa": "https://a.example/rdap/", "bb": "https://a.example/rdap/"}


@pytest.mark.parametrize("body", [b"", b"{}", b'{"services": [["com"]]}', b"<html>no</html>"])
def test_what_is_not_ianas_file_is_refused(body: bytes) -> None:
    with pytest.raises(CouldNot):
        endings_in(body)


async def test_a_kept_list_of_registries_is_used_until_it_is_too_old(net: Internet, shop: store.Store) -> None:
    clock = Clock()
    await lookups.keep(shop, "rdap-endings", '{"com": "https://new.example/"}', int(clock()))
    fresh = Registries(net.client(), shop, clock, lambda: TODAY)
    await fresh.load()
    assert fresh.registry("jobs.com") == "https://new.example/"
    clock.time += 15 * DAY_S
    old = Registries(net.client(), shop, clock, lambda: TODAY)
    await old.load()
    assert old.registry("jobs.com") == "https://rdap.verisign.com/com/v1/"


async def test_a_failed_refresh_leaves_what_we_had(net: Internet, shop: store.Store) -> None:
    here = Registries(net.client(), shop, Clock(), lambda: TODAY)
    with pytest.raises(CouldNot):
        await here.refresh()
    assert here.registry("jobs.com") == "https://rdap.verisign.com/com/v1/"
