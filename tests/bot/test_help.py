"""Who can help: which rows, which numbers, which dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.codes import Need
from bot.help import (
    MAX_AGE,
    callable_now,
    dated,
    describe,
    emergency,
    first_day,
    helplines,
    registers,
    short_url,
)
from bot.texts import Texts
from content.country import Country, Helpline
from tests.bot.samples import NOWHERE, TODAY, WORLD, line

PLACES = {"NW": NOWHERE, "ZZ": WORLD, "EM": Country("EM", "Empty")}


def names(country: str, need: Need) -> list[str]:
    return [row.name for row in helplines(PLACES, country, need, TODAY)]


def test_money_signs_lead_to_scam_labour_and_migrant_lines() -> None:
    assert names("NW", "money") == ["Labour Line", "Migrant Office"]


def test_control_signs_lead_to_trafficking_lines_with_the_young_numbers_first() -> None:
    assert names("NW", "control")[:2] == ["Freedom Line", "Old Line"]


def test_a_hidden_row_never_shows() -> None:
    needs: tuple[Need, ...] = ("money", "control", "child", "images")
    assert not any("Hidden Line" in names("NW", need) for need in needs)


def test_pictures_are_helped_across_borders() -> None:
    assert names("NW", "images")[0] == "Take Pictures Down"


@pytest.mark.parametrize("country", ["EM", "ZZ", "", "??"])
def test_a_country_without_rows_gets_the_international_ones(country: str) -> None:
    assert names(country, "control") == ["World Directory"]


def test_nothing_is_better_than_a_wrong_kind_of_place() -> None:
    assert names("EM", "money") == []


def test_an_unverified_row_gives_name_and_web_address_and_never_its_number(texts: Texts) -> None:
    row = next(row for row in NOWHERE.helplines if row.name == "Migrant Office")
    assert describe(row, texts, TODAY, detail=2) == "Migrant Office: web migrants.example/help"


def test_an_old_number_is_not_shown(texts: Texts) -> None:
    row = next(row for row in NOWHERE.helplines if row.name == "Old Line")
    assert describe(row, texts, TODAY, detail=2) == "Old Line: web old.example"


def test_a_row_without_a_date_gives_no_number() -> None:
    assert not callable_now(line("A", "labour", phone="1", source_date=""), TODAY)


def test_a_number_may_be_shown_for_its_allowed_age_and_not_a_day_longer() -> None:
    row = line("A", "labour", phone="1", source_date=(TODAY - MAX_AGE).isoformat())
    assert callable_now(row, TODAY)
    assert not callable_now(row, TODAY + timedelta(days=1))


def test_the_day_somebody_called_counts_more_than_the_source(texts: Texts) -> None:
    called = replace(line("A", "labour", phone="1", source_date="2020"), checked_on=date(2026, 11, 1))
    assert describe(called, texts, TODAY) == "A: 1, checked on 2026-11-01"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-09", date(2026, 9, 1)),
        ("2026-09-14", date(2026, 9, 14)),
        ("", None),
        ("2026-13", None),
        ("last year", None),
    ],
)
def test_an_imprecise_date_counts_from_its_first_day(written: str, day: date | None) -> None:
    assert first_day(written) == day
    assert dated(line("A", "labour", source_date=written)) == day


def test_numbers_for_inside_and_from_abroad_are_told_apart(texts: Texts) -> None:
    row = NOWHERE.helplines[0]
    assert describe(row, texts, TODAY) == (
        "Labour Line: in the country 155, from abroad +999 5550 155, source date 2026-09"
    )
    assert describe(row, texts, TODAY, detail=0) == "Labour Line: in the country 155, source date 2026-09"


@pytest.mark.parametrize("phone", ["(02) 5550-144", "155", "5550 1 5550", "0-5550-FREE"])
def test_a_number_is_repeated_letter_by_letter(phone: str, texts: Texts) -> None:
    assert f": {phone}, " in describe(line("A", "labour", phone=phone), texts, TODAY)


def test_a_line_that_is_only_a_chat_says_so(texts: Texts) -> None:
    row = line("A", "labour", message="WhatsApp +999 5550 1")
    assert describe(row, texts, TODAY) == "A: message WhatsApp +999 5550 1, source date 2026-09"


def test_all_there_is_comes_with_hours_and_web(texts: Texts) -> None:
    row = next(row for row in NOWHERE.helplines if row.name == "Freedom Line")
    assert describe(row, texts, TODAY, 2) == ("Freedom Line: 8800, web freedom.example, open 24/7, source date 2026-09")


def test_the_emergency_number_is_never_a_crisis_line() -> None:
    row = emergency(PLACES, "NW", TODAY)
    assert row is not None
    assert row.phone == "000"


def test_an_emergency_number_may_be_older_than_a_helpline_but_not_unverified() -> None:
    old = line("Police", "general_emergency", phone="1", source_date="2024-11")
    assert emergency({"X": Country("X", "X", emergency=(old,))}, "X", TODAY) == old
    unsure: Helpline = replace(old, status="unverified")
    assert emergency({"X": Country("X", "X", emergency=(unsure,))}, "X", TODAY) is None


def test_registers_are_those_of_the_country() -> None:
    assert [r.name for r in registers(PLACES, "NW")] == ["Licence List"]
    assert registers(PLACES, "") == ()


def test_a_web_address_is_short() -> None:
    assert short_url("https://a.example/b/") == "a.example/b"
