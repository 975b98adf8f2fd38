"""Steps find what a regular expression of the same meaning finds, however patterns and texts are made."""

import re
import time
from collections.abc import Iterable

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checks.patterns import PhraseError, compile_pattern, entries
from checks.row import Row, after, first
from checks.steps import filled, longest

# A piece of a pattern, as it is written and as an expression over words with a space before each.
Piece = tuple[str, str]
WORDS = ("pay", "pays", "repay", "fee", "fees", "the", "a", "5", "|")
LISTS = {"them": ("the a", "fee*", "a*  the", "pay")}
LIST = "(?: the a(?= )| fee[^ |]*(?= )| a[^ |]* the(?= )| pay(?= ))"
NUMBER = r" \d[\d.,]*(?= )"


def _word(word: str, before: str, behind: str) -> Piece:
    letters = "[^ |]*"
    return f"{before}{word}{behind}", f" {letters if before else ''}{word}{letters if behind else ''}(?= )"


def _row(pieces: Iterable[Piece]) -> Piece:
    several = list(pieces)
    return " ".join(say for say, _ in several), "".join(source for _, source in several)


def _group(options: Iterable[Piece]) -> Piece:
    several = list(options)
    return f"({'|'.join(say for say, _ in several)})", f"(?:{'|'.join(source for _, source in several)})"


STAR = st.sampled_from(("", "", "*"))
WORD = st.builds(_word, st.sampled_from(("pay", "fee", "the", "a")), STAR, STAR)
GAP = st.sampled_from((("...", "(?: [^ |]+){0,5}?"), ("//", "(?: [^ ]+){0,14}?")))
LEAF = st.one_of(WORD, WORD, st.sampled_from((("{number}", NUMBER), ("{them}", LIST))))
HEAD = st.lists(st.one_of(LEAF, GAP), max_size=1)
ROW = st.builds(lambda head, tail: _row((*head, *tail)), HEAD, st.lists(LEAF, min_size=1, max_size=2))
GROUP = st.lists(ROW, min_size=1, max_size=3).map(_group)
NEEDED = st.one_of(LEAF, LEAF, GROUP)
OPTIONAL = NEEDED.map(lambda piece: (f"{piece[0]}?", f"(?:{piece[1]})?"))
PATTERN = st.lists(st.one_of(NEEDED, NEEDED, OPTIONAL, GAP), min_size=1, max_size=5).map(_row)


@settings(max_examples=1500, deadline=None)
@given(PATTERN, st.lists(st.sampled_from(WORDS), max_size=24))
def test_steps_match_where_an_expression_does(piece: Piece, words: list[str]) -> None:
    say, source = piece
    try:
        steps = filled(compile_pattern(say, LISTS).steps, lambda name: entries(LISTS[name]))
    except PhraseError:
        assume(False)
    text = f" {' '.join(words)} "
    row = Row.of(words)
    wanted = re.search(source, text)
    found = first(steps, row, 0, len(words))
    assert bool(after(steps, row, row.every)) is bool(wanted)
    assert bool(found) is bool(wanted)
    if found and wanted:
        assert found[0] == text[: wanted.start()].count(" ")
        taken = "".join(f" {word}" for word in words[slice(*found)]) + " "
        assert re.fullmatch(f"{source} ", taken), taken
        assert found[1] - found[0] <= longest(steps)


def test_ten_thousand_words_take_little_longer_for_each_than_a_hundred() -> None:
    steps = compile_pattern("(pay|repay*) ... (the|a)? ... fee* // (never|pay ... never)", {}).steps

    def seconds(count: int) -> float:
        row = Row.of(["pay", "the", "fee", "|", "a"] * (count // 5))
        began = time.perf_counter()
        for _ in range(20):
            after(steps, row, row.every)
        return (time.perf_counter() - began) / count

    assert seconds(10_000) < 5 * seconds(100)
