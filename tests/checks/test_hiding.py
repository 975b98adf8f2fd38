"""A disguised word is a sign only inside another sign."""

import pytest

from checks import check
from tests import once

CHECKER = once.checker()


@pytest.mark.parametrize(
    "text",
    [
        "You must pay the r e g i s t r a t i o n fee of $50 before you start the job",
        "You must pay the reg1strati0n fee of $50 before you start the job",
        "You must pay the regi\u200bstration fee of $50 before you start the job",
        "You must pay the rеgistratiоn fee of $50 before you start the job",  # Cyrillic е and о
    ],
)
def test_a_disguised_word_of_a_sign_is_a_sign(text: str) -> None:
    verdict = check(text, CHECKER)
    hidden = [f for f in verdict.findings if f.flag == "hidden-words"]
    assert len(hidden) == 1
    assert "fee-to-get-job" in verdict.flags
    assert hidden[0].span is not None
    assert text[hidden[0].span.start : hidden[0].span.end] == hidden[0].quote


def test_what_hides_an_invisible_sign_is_quoted_with_the_letters_beside_it() -> None:
    verdict = check("You must pay the regi\u200bstration fee of $50 before you start the job", CHECKER)
    assert [f.quote for f in verdict.findings if f.flag == "hidden-words"] == ["i\u200bs"]


@pytest.mark.parametrize(
    "text",
    [
        "W E L C O M E to our bakery. We look for a baker, 40 hours, 14 euros an hour.",
        "We look for a bak\u00ader, 40 hours, 14 euros an hour.",
        "Work-from-home job: earn 500 dollars a day, no experience, write me on Telegram.",
        "Our m0t0r company hires a mechanic.",
    ],
)
def test_a_disguise_that_says_nothing_counts_for_nothing(text: str) -> None:
    assert "hidden-words" not in check(text, CHECKER).flags
