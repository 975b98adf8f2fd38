"""The numbers page: counted through real checks, told in fives, a partner's people see only their own."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from bot.desk import chart, world
from bot.model import At, Check, Command, Press
from bot.scene import Services
from bot.store import count, partners
from bot.store.sums import counts
from bot.talk import talk
from checks.model import Offer
from tests import once
from tests.bot import samples
from tests.bot.desk.conftest import HOUSE, OTHER, Come

LAST = samples.TODAY - timedelta(days=7)  # a day of the last week that is over
KEY = "{}-W{:02}".format(*LAST.isocalendar()[:2])
PAGE = f"/desk/numbers?period={KEY}"


async def checked(services: Services, chat: int, times: int, text: str = "Pay the fee. Work in Elsewhere.") -> None:
    """Checks of a week ago."""
    before = replace(services, today=lambda: LAST)
    for n in range(times):
        await talk(Check(At(chat, n, "en"), Offer(f"{text} {n}")), before)


async def lines(client, query: str = "") -> list[dict[str, str]]:
    got = await client.get(f"/desk/numbers.csv?period={KEY}{query}")
    assert got.status_code == 200
    return list(csv.DictReader(io.StringIO(got.text)))


async def test_a_check_is_counted_by_day_level_sign_language_and_country_and_joined_to_nobody(
    services: Services, come: Come
) -> None:
    await talk(Command(At(20, 1, "en"), "start", HOUSE.code), services)
    await checked(services, 20, 7)
    found = {
        (one.kind, one.value): one.count
        for one in await counts(services.store, [LAST - timedelta(days=LAST.weekday())])
    }
    assert found["day", LAST.isoformat()] == 7
    rows = await lines(await come(partner=HOUSE.code))
    told = {(row["kind"], row["value"]): row["count"] for row in rows}
    for kind, value in (("checks", "checks"), ("level", "stop"), ("day", LAST.isoformat()), ("country", "NW")):
        assert told[kind, value] == "5", kind
    assert {row["partner"] for row in rows} == {HOUSE.code}
    assert ("helpline", "Night Line") in told
    assert {row["kind"] for row in rows} >= {"flag", "language"}


async def test_a_corridor_leads_from_the_readers_country_to_the_one_the_offer_names(
    services: Services, come: Come
) -> None:

    real = replace(services, library=once.library())
    await talk(Command(At(21, 1, "en"), "country", "Nepal"), real)
    await checked(real, 21, 6, "Pay the fee. Good work in Qatar, hotel in Doha")
    client = await come(role="admin")
    assert {("NP>QA", "5")} == {(r["value"], r["count"]) for r in await lines(client) if r["kind"] == "corridor"}


async def test_questions_and_this_is_wrong_are_counted_for_the_partner_too(services: Services) -> None:
    await talk(Command(At(22, 1, "en"), "start", HOUSE.code), services)
    page = (await talk(Check(At(22, 2, "en"), Offer("Pay the fee")), services))[0]
    wrong = next(data for row in page.rows for _, data in row if data.startswith("wrong|"))
    asked = (await talk(Press(At(22, 3, "en"), wrong), services))[0]
    await talk(Press(At(22, 3, "en"), asked.rows[0][0][1]), services)
    found = await counts(services.store, [samples.TODAY - timedelta(days=samples.TODAY.weekday())])
    assert ("wrong", HOUSE.code) in {(one.kind, one.partner) for one in found}


@pytest.mark.parametrize("kind", ["page", "csv"])
async def test_a_partner_never_sees_anothers_numbers(services: Services, come: Come, kind: str) -> None:
    await talk(Command(At(20, 1, "en"), "start", OTHER.code), services)
    await checked(services, 20, 30)
    client = await come(partner=HOUSE.code, role="admin")
    path = "/desk/numbers" if kind == "page" else "/desk/numbers.csv"
    for wish in (OTHER.code, "", "pzzzzzzzzzz", HOUSE.code + "'", f"{HOUSE.code}&partner={OTHER.code}"):
        got = await client.get(f"{path}?period={KEY}&partner={wish}")
        assert got.status_code == 404, wish
        assert not re.search(r"[>,]30\b", got.text)
    mine = await client.get(f"{path}?period={KEY}&partner={HOUSE.code}")
    assert mine.status_code == 200
    assert OTHER.code not in mine.text


async def test_what_is_not_over_or_no_period_is_not_there(come: Come) -> None:
    client = await come()
    now = "{}-W{:02}".format(*samples.TODAY.isocalendar()[:2])
    for wish in (now, "2026-W99", "all", "2026-11-01", "%3Cscript%3E"):
        got = await client.get(f"/desk/numbers?period={wish}")
        assert got.status_code == 404
        assert "<script>" not in got.text


async def test_this_week_changes_nothing_that_is_told(services: Services, come: Come) -> None:
    await checked(services, 20, 14)
    client = await come(role="admin")
    before = (await client.get(PAGE)).text
    for n in range(20):
        await talk(Check(At(20, n, "en"), Offer(f"Pay the fee today {n}")), services)
    assert (await client.get(PAGE)).text == before


async def test_hostile_names_and_values_are_only_words(services: Services, come: Come) -> None:
    evil = '"><script>alert(1)</script>'
    for kind in ("flag", "script", "language", "country", "corridor", "helpline", "wrong"):
        for _ in range(6):
            await count(
                services.store, LAST, [("level", "stop"), (kind, evil if kind != "corridor" else f"{evil}>{evil}")]
            )
    client = await come(role="admin")
    page = (await client.get(PAGE)).text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    for row in await lines(client):
        assert row["name"][:1] not in "=+-@"


async def test_the_file_of_one_kind_has_only_that_kind_and_an_honest_name(services: Services, come: Come) -> None:
    await checked(services, 20, 6)
    client = await come(role="admin")
    assert {row["kind"] for row in await lines(client, "&kind=level")} == {"level"}
    assert [(row["period"], row["count"]) for row in await lines(client, "&kind=week")] == [(KEY, "5")]
    got = await client.get(f"/desk/numbers.csv?period={KEY}&kind=level")
    assert got.headers["content-disposition"] == f'attachment; filename="second-look-{KEY}-level.csv"'
    for wish in ("x", "level%0d%0aX-Evil: 1", 'level"; x="'):
        got = await client.get(f"/desk/numbers.csv?period={KEY}&kind={wish}")
        assert (got.status_code, "x-evil" in got.headers) == (404, False)


async def test_each_chart_has_a_title_a_description_and_its_numbers_in_a_table(services: Services, come: Come) -> None:
    await checked(services, 20, 6)
    page = (await (await come(role="admin")).get(PAGE)).text
    pictures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(pictures) >= 4
    for picture in pictures:
        root = ET.fromstring(picture)  # noqa: S314  # what we made ourselves
        title, told = (root.findtext(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc"))
        assert title
        assert told
        assert "style" not in picture
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


async def test_a_dropped_partners_counts_are_gone(services: Services) -> None:
    await talk(Command(At(20, 1, "en"), "start", HOUSE.code), services)
    await checked(services, 20, 2)
    await partners.drop(services.store, HOUSE.code)
    weeks = [LAST - timedelta(days=LAST.weekday()), samples.TODAY - timedelta(days=samples.TODAY.weekday())]
    assert {one.partner for one in await counts(services.store, weeks)} == {""}


def test_pictures_hold_words_as_words() -> None:
    evil = "</text><script>alert(1)</script>"
    for drawn in (chart.bars(evil, [(evil, 5)]), chart.columns(evil, [(evil, 5)]), chart.bars("Empty", [])):
        ET.fromstring(drawn)  # noqa: S314  # what we drew ourselves
        assert "<script" not in drawn


def test_the_map_draws_what_it_knows_and_nothing_else() -> None:
    drawn = world.corridor_map("Corridors", [("NP", "QA", 20), ("PH", "SG", 5), ("<b>", "QA", 5), ("NP", "??", 5)])
    root = ET.fromstring(drawn)  # noqa: S314  # what we drew ourselves
    assert sorted(text.text for text in root.iter("{http://www.w3.org/2000/svg}text")) == ["NP", "PH", "QA", "SG"]
    assert world.corridor_map("Corridors", [("<b>", "QA", 5)]) == ""


def test_every_country_we_know_has_a_place_on_the_map() -> None:

    assert [code for code in once.library().countries if code not in ("ZZ", "EU") and world.place(code) is None] == []
