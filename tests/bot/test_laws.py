"""What a reply says about the law on fees."""

from dataclasses import replace

import pytest

from bot import fees
from bot.markup import plain, words
from bot.reply import render
from bot.texts import Texts
from content.model import Library
from tests.bot import samples

NAMES = {"NP": "Nepal"}.__getitem__
LAW = "Labour decision of 2015"
PAGE = "https://law.example/page"


def said(cap: str, texts: Texts, *, full: bool = True, law: str = LAW) -> str:
    return " ".join(fees.lines((f"note.fee-cap=NP|{cap}|{law}|{PAGE}",), texts, NAMES, full=full))


@pytest.mark.parametrize(
    ("cap", "words_"),
    [
        ("NPR 10,000", "In Nepal the law lets an agency take at most NPR 10,000."),
        ("0", "In Nepal the law lets no recruiter take money from a worker for this."),
        ("0.1 m", "In Nepal the law lets an agency take at most a tenth of the first month's pay."),
        ("1 m", "In Nepal the law lets an agency take at most one month of pay."),
        ("1.5 m", "In Nepal the law lets an agency take at most 1.5 months of pay."),
        ("1 m/y", "In Nepal the law lets an agency take at most one month of pay for each year of work."),
        ("2 m/y", "In Nepal the law lets an agency take at most 2 months of pay for each year of work."),
    ],
)
def test_every_cap_is_said_in_a_sentence_with_its_source(cap: str, words_: str, texts: Texts) -> None:
    assert said(cap, texts) == f"{words_} Source: {LAW}, law.example."
    assert said(cap, texts, full=False).endswith("Source: law.example.")


def test_a_law_whose_name_was_not_read_is_not_made_up(texts: Texts) -> None:
    assert said("0", texts, law="").endswith("Source: law.example.")


def test_a_short_reply_names_one_law_only(texts: Texts) -> None:
    notes = (f"note.fee-cap=NP|0|A|{PAGE}", f"note.fee-cap=NP|1 m|B|{PAGE}")
    assert len(list(fees.lines(notes, texts, NAMES, full=True))) == 2
    assert len(list(fees.lines(notes, texts, NAMES, full=False))) == 1


def test_an_official_fee_names_the_states_own_site(texts: Texts) -> None:
    (line,) = fees.lines(("note.fee-official=ssc.gov.in",), texts, NAMES, full=False)
    assert "ssc.gov.in" in line


def test_a_short_reply_says_it_shortly(texts: Texts) -> None:
    assert said("NPR 10,000", texts, full=False) == "Law in Nepal: at most NPR 10,000. Source: law.example."


@pytest.mark.parametrize("name", ["stop-money", "care"])
def test_a_page_with_the_law_stays_under_seventy_words(name: str, library: Library, texts: Texts) -> None:
    _, verdict = samples.CASES[name]
    verdict = replace(verdict, notes=(f"note.fee-cap=NP|NPR 10,000|{LAW}|{PAGE}",))
    page = render(verdict, samples.offer(name, "NW"), texts, library, samples.TODAY).html
    assert words(page) <= 70
    assert "NPR 10,000" in plain(page)
