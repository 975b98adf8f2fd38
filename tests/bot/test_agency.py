"""/agency: what the lists say, none picked, and where to look oneself."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model import At, Command
from bot.scene import Services
from bot.talk import talk
from checks.agencies.register import Candidate, Row
from content.organisations import AgencyList, Entity

LIST = AgencyList(
    "xx", "Recruiters", "Labour Office", "KE", "https://labour.example", date(2026, 6, 1), 365, 1, 9,
    {"banned": "negative", "licensed": "licensed"},
)  # fmt: skip
BANNED = Row(LIST, Entity("1", "Golden Harbour Manpower", "banned"))
LICENSED = Row(LIST, Entity("2", "Golden Harbour Overseas", "licensed"))


async def said(services: Services, asked: str, *rows: Row) -> str:
    known = replace(services, look_up=lambda _asked: [Candidate(row, 96.0, "name") for row in rows])
    (reply,) = await talk(Command(At(1, 2, "en"), "agency", asked), known)
    return reply.html


async def test_without_a_name_the_person_reads_how_to_ask(services: Services) -> None:
    assert "/agency" in await said(services, "  ")


async def test_rows_are_told_in_the_lists_words_with_day_and_link(services: Services) -> None:
    html = await said(services, "golden harbour", BANNED, LICENSED)
    assert "“banned” on 2026-06-01" in html
    assert html.index("Golden Harbour Manpower") < html.index("Golden Harbour Overseas")
    assert "https://labour.example" in html
    assert "another company" in html


async def test_on_no_list_proves_nothing(services: Services) -> None:
    assert "proves nothing" in await said(services, "Plumfield Brothers")


@pytest.mark.parametrize("asked", ["<b>x</b>", "x" * 5000, "\u202eevil", "Acme & Sons"])
async def test_what_is_asked_is_said_back_harmlessly(services: Services, asked: str) -> None:
    html = await said(services, asked)
    assert len(html) < 1000
    assert "<b>x</b>" not in html.replace("<b>What", "")


async def test_no_answer_says_that_an_agency_is_real(services: Services) -> None:
    html = (await said(services, "golden harbour", LICENSED)).lower()
    assert not any(word in html for word in ("safe", "genuine", "verified", "trustworthy", "✅"))
