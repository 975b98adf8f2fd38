"""Who comes through a partner's link: language and country set, its line first, counted without people."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pydantic import SecretStr

from bot import help as places
from bot import store
from bot.__main__ import OPERATORS
from bot.markup import plain
from bot.model import At, Check, Command, Press, Reply
from bot.partner import with_partner
from bot.scene import Services
from bot.settings import Settings
from bot.store import partners
from bot.store.partners import Partner
from bot.talk import talk
from checks.model import Level, Offer
from content.country import Helpline
from tests import once
from tests.bot import samples

AT = At(7, 3, "en", reply_to=3)
HOUSE = Partner(
    "pabcdefghjk", "Workers' House", "es", "NW", "Night Line", "555 0199", "https://house.example", samples.TODAY
)


@pytest.fixture
async def services(services: Services) -> Services:
    whole = once.library()
    languages = {tag: whole.languages[tag] for tag in ("en", "es", "ar")}
    await partners.add(services.store, HOUSE)
    return replace(services, library=replace(services.library, languages=languages))


async def said(name: str, argument: str, services: Services, at: At = AT) -> str:
    return "\n".join(plain(reply.html) for reply in await talk(Command(at, name, argument), services))


async def checked(services: Services, at: At = AT) -> Reply:
    return (await talk(Check(at, Offer(samples.FEE_TEXT)), services))[0]


async def come(services: Services, at: At = AT) -> str:
    return await said("start", HOUSE.code, services, at)


async def test_a_partners_link_sets_language_and_country_and_names_the_partner(services: Services) -> None:
    hello = await come(services)
    assert await store.known(services.store, AT.chat) == store.Known("es", "NW")
    assert "Hola" in hello
    assert "Workers' House" in hello
    assert "Nowhere" in hello


async def test_what_a_person_chose_before_stays(services: Services) -> None:
    await store.remember(services.store, AT.chat, samples.TODAY, language="en", country="NP")
    hello = await come(services)
    assert await store.known(services.store, AT.chat) == store.Known("en", "NP")
    assert "Nepal" in hello


async def test_what_a_link_set_can_be_changed(services: Services) -> None:
    await come(services)
    await said("language", "en", services)
    await said("country", "Nepal", services)
    assert await store.known(services.store, AT.chat) == store.Known("en", "NP")
    assert "Night Line" in plain((await checked(services)).html)


@pytest.mark.parametrize("code", ["", "pzzzzzzzzzz", "nobody", "p" * 64, "pabcdefghj'"])
async def test_another_code_is_an_ordinary_start(services: Services, code: str) -> None:
    assert await said("start", code, services) == await said("start", "", services)


async def test_in_a_group_a_link_changes_nothing(services: Services) -> None:
    await come(services, At(-7, 3, "en"))
    assert await partners.of_chat(services.store, -7) is None


async def test_the_partners_line_is_first_in_help_and_in_answers_with_its_date(services: Services) -> None:
    await come(services)
    await said("language", "en", services)
    answer = plain((await checked(services)).html)
    assert "Night Line: 555 0199, given by Workers' House, 2026-11-22" in answer
    lines = [line for line in (await said("help", "", services)).splitlines() if line.startswith("•")]
    assert lines[0].startswith("• Night Line: 555 0199, web house.example, given by Workers' House")
    assert "Freedom Line" in lines[1]


async def test_the_number_can_be_copied_and_the_others_are_still_there(services: Services) -> None:
    await come(services)
    data = next(d for row in (await checked(services)).rows for _, d in row if d.startswith("help|"))
    page = (await talk(Press(AT, data), services))[0]
    assert "Labour Line" in plain(page.html)
    assert any(d == "copy:555 0199" for row in page.rows for _, d in row)


async def test_nobody_else_sees_the_partner(services: Services) -> None:
    await come(services)
    await store.remember(services.store, 8, samples.TODAY, country="NW")
    assert "Night Line" not in plain((await checked(services, At(8, 3, "en"))).html)


async def test_about_a_child_the_place_for_children_stands_before_the_partner(services: Services) -> None:
    library = with_partner(services.library, HOUSE, "NW")
    rows: list[Helpline] = places.helplines(library.countries, "NW", "child", samples.TODAY)
    assert [row.name for row in rows[:2]] == ["Child Line", "Night Line"]


async def test_after_two_years_the_partners_number_is_no_longer_shown(services: Services) -> None:
    await come(services)
    later = replace(services, today=lambda: samples.TODAY + timedelta(days=731))
    page = plain((await checked(later)).html)
    assert "555 0199" not in page
    assert "house.example" in page


async def test_in_danger_the_emergency_number_stands_before_the_partner(services: Services) -> None:
    await come(services)
    await said("language", "en", services)
    danger = replace(services, check=lambda _offer: replace(samples.TRIP, level=Level.URGENT, flags=("cant-leave",)))
    lines = plain((await checked(danger)).html).splitlines()
    where = [next(n for n, line in enumerate(lines) if words in line) for words in ("000", "Night Line")]
    assert where == sorted(where)
    assert len(lines) <= 6


async def test_in_a_right_to_left_language_the_partner_is_set_apart(services: Services) -> None:
    await come(services)
    await said("language", "ar", services)
    assert "\u2068555 0199\u2069" in (await checked(services)).html


async def test_checks_are_counted_for_the_partner_in_fives_and_under_five_not_at_all(services: Services) -> None:
    await come(services)
    await come(services)
    for _ in range(4):
        await checked(services)
    assert await partners.figures(services.store, HOUSE.code) == {}
    for _ in range(3):
        await checked(services)
    assert await partners.figures(services.store, HOUSE.code) == {"checks": 5, "stop": 5}


async def test_delete_forgets_the_partner_and_export_names_it(services: Services) -> None:
    await come(services)
    assert '"partner": "Workers\' House"' in await said("export", "", services)
    await said("language", "en", services)
    assert "That you came through Workers' House" in await said("privacy", "", services)
    await store.forget(services.store, AT.chat)
    assert await partners.of_chat(services.store, AT.chat) is None


async def test_a_dropped_partner_leaves_nothing_behind(services: Services) -> None:
    await come(services)
    assert await partners.drop(services.store, HOUSE.code)
    assert not await partners.drop(services.store, HOUSE.code)
    assert await partners.of_chat(services.store, AT.chat) is None
    assert "Night Line" not in plain((await checked(services)).html)


async def test_a_link_is_found_again_after_a_change_of_secrets(services: Services) -> None:
    await come(services)
    newer = replace(services.store, secret=b"a newer secret for tests", old=(services.store.secret,))
    assert await partners.of_chat(newer, AT.chat) == HOUSE
    assert not await partners.join(newer, AT.chat, HOUSE.code, samples.TODAY)
    assert await partners.of_chat(replace(newer, old=()), AT.chat) == HOUSE


def test_codes_are_all_different_fit_a_link_and_are_no_other_link_of_ours() -> None:
    codes = {partners.new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(code.isascii() and code.isalnum() and len(code) == 11 and code[0] not in "gG" for code in codes)


@pytest.fixture
def run(tmp_path, capsys):
    """The command line with a database of its own: code, what it printed, what it complained of."""
    url, secret = f"sqlite+aiosqlite:///{tmp_path}/test.db", SecretStr("a secret for tests only, long enough")
    settings = Settings(database_url=url, secret_key=secret)

    def call(name: str, *words: str) -> tuple[int, str, str]:
        code = OPERATORS[name](words, settings)
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def test_a_partner_is_added_listed_and_dropped_by_the_operator(run) -> None:
    code, out, _ = run(
        "partners", "add", "Workers' House", "--country", "np", "--language", "ne",
        "--helpline", "Night line|+977 1 5550 155|https://house.example", "--json",
    )  # fmt: skip
    added = json.loads(out)
    assert (code, added["country"], added["phone"], added["counts"]) == (0, "NP", "+977 1 5550 155", {})
    assert date.fromisoformat(added["given"])
    assert json.loads(run("partners", "list", "--json")[1]) == added
    assert "fewer than 5" in run("partners")[1]
    assert run("partners", "drop", added["code"])[0] == 0
    assert run("partners", "drop", added["code"])[0] == 1
    assert "no partner yet" in run("partners")[1]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--country", "XX"), "no country code"),
        (("--country", "NP", "--language", "tlh"), "we do not speak"),
        (("--country", "NP", "--helpline", "Night line"), "three parts"),
        (("--country", "NP", "--helpline", "Night line||"), "needs a phone or a web address"),
        (("--country", "NP", "--helpline", "Night line|call me|"), "one number"),
        (("--country", "NP", "--helpline", "Night line||javascript:x"), "https://"),
        (("--country", "NP", "--helpline", "Night\u202eline|155|"), "one line"),
    ],
)
def test_what_people_could_not_act_on_is_not_taken(run, words: tuple[str, ...], why: str) -> None:
    code, _, err = run("partners", "add", "Workers' House", *words)
    assert code == 1
    assert why in err
