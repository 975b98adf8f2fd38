"""For any text, every finding's quote is the text at its offsets."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from checks import BadOffer, check
from tests import once

LIBRARY = once.proofs()
CHECKER = once.checker()
EXAMPLES = sorted({s for x in LIBRARY.languages.values() for p in x.phrases for s in p.match})
NOISE = "\u200b\u0301\u202e🔥аеоⅠ١ﬁ½\n .,!|\ufeff\u00ad"


def disguised(text: str, seed: int) -> str:
    """`text` with characters thrown in that folding drops, widens or replaces."""
    chance = random.Random(seed)  # noqa: S311  # reproducible noise, no secret
    return "".join(c + (chance.choice(NOISE) if chance.random() < 0.08 else "") for c in text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3), st.integers(0, 10**6), st.text(max_size=40))
def test_every_quote_stands_where_it_says(parts: list[str], seed: int, odd: str) -> None:
    text = disguised(f" {odd} ".join(parts), seed)
    try:
        verdict = check(text, CHECKER)
    except BadOffer:
        return
    for found in (*verdict.findings, *verdict.suppressed):
        if found.span:
            assert found.span.quote(text) == found.quote
    assert verdict.unchecked == ()


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_any_text_gets_a_verdict_or_a_plain_refusal(text: str) -> None:
    try:
        assert check(text, CHECKER).unchecked == ()
    except BadOffer as refused:
        assert str(refused).endswith(".")
