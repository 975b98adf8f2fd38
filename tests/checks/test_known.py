"""A reposted or lightly edited text is recognised; another one is not; no text is kept."""

from checks.known import KEPT, check, fingerprint, index, nearest
from checks.model import Offer
from checks.offer import read
from content.model import KnownText

FIRST = (
    "Good day dear applicant, our packing house near the harbour is looking for forty helpers this month, men and"
    " women, no papers are needed, the van leaves on Friday night and Boris will collect the joining money in cash"
    " before you get in, 300 euro each. Write to Boris on +40 700 000 000."
)
EDITED = FIRST.replace("forty", "sixty").replace("Boris", "Marek").replace("300 euro", "$350")
OTHER = (
    "Good day dear applicant, our bakery near the harbour is looking for a pastry chef who likes early mornings and"
    " has worked with laminated dough. You get a written contract and every second weekend off. Come and see us."
)


def kept(text: str) -> tuple[int, ...]:
    return fingerprint(read(Offer(text)).tokens)


KNOWN = index([KnownText("k1", ("fee-to-get-job",), kept(FIRST), "2026-11", "https://example.org")])


def test_an_edited_copy_is_recognised() -> None:
    assert nearest(kept(EDITED), KNOWN) is not None


def test_a_part_of_it_is_recognised_inside_a_longer_message() -> None:
    assert nearest(kept(FIRST + " " + "Answer quickly please."), KNOWN) is not None


def test_another_text_with_the_same_beginning_is_not() -> None:
    assert nearest(kept(OTHER), KNOWN) is None


def test_the_finding_carries_the_flags_and_quotes_the_text_at_hand() -> None:
    reading = read(Offer(EDITED))
    (found,) = check(reading, KNOWN).findings
    assert found.flag == "fee-to-get-job"
    assert found.span is not None
    assert found.span.quote(EDITED) == found.quote


def test_a_short_text_has_no_fingerprint() -> None:
    assert kept("Pay the fee now") == ()


def test_a_fingerprint_is_numbers_of_bounded_length() -> None:
    assert len(kept(FIRST * 50)) <= KEPT
