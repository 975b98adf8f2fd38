"""Patterns kept as read are those that would be made; another mark, or a broken file, is as no file."""

from pathlib import Path

from checks import programs
from checks.book import read_patterns
from checks.fold import fold
from checks.patterns import compile_pattern
from checks.phrases import build
from checks.tokens import tokenize
from content.model import Language, Phrase

MARK = b"m" * 64
PHRASES = (
    Phrase(("pay the {thing}",), ("pay the fee",), (), flag="x", unless=("we // never pay", "{thing} back")),
    Phrase(("просим оплату",), ("просим оплату",), (), flag="y"),
)
LANGUAGE = Language("en", "English", "English", "draft", lists={"thing": ("fee", "visa fee")}, phrases=PHRASES)


def test_kept_patterns_are_the_same_as_made_ones(tmp_path: Path) -> None:
    build([LANGUAGE], tmp_path, lambda: {"en": LANGUAGE})
    kept = read_patterns(LANGUAGE, tmp_path)
    assert kept
    for phrase in PHRASES:
        for say in (*phrase.say, *phrase.unless):
            assert kept.get(say) == compile_pattern(say, LANGUAGE.lists).steps
    assert kept.get("no pattern") is None


def test_a_lost_foreign_or_broken_file_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "x.steps"
    assert programs.opened(path, MARK, ["a"]) is None
    for content in (b"", b"short", b"o" * 100):
        path.write_bytes(content)
        assert programs.opened(path, MARK, ["a"]) is None
    several = [compile_pattern(say, {}).steps for say in ("pay the fee*", "просим ... {money}?")]
    programs.keep(path, MARK, several)
    kept = programs.opened(path, MARK, ["a", "b"])
    assert kept
    assert [kept.get("a"), kept.get("b")] == several
    assert programs.opened(path, b"n" * 64, ["a", "b"]) is None
    path.write_bytes(path.read_bytes()[:-1])
    assert programs.opened(path, MARK, ["a", "b"]) is None


def test_an_excuse_counts_only_where_all_its_parts_stand() -> None:
    engine = build([LANGUAGE])
    said = {"Pay the fee.": False, "Pay the fee back.": True, "We do never, pay the visa fee, no.": True}
    for text, excused in said.items():
        tokens = tokenize(fold(text))
        assert bool(engine.match(tokens)) is not excused, text


def test_what_was_kept_may_be_gone_when_a_text_first_needs_it(tmp_path: Path) -> None:
    engine = build([LANGUAGE], tmp_path, lambda: {"en": LANGUAGE})
    for kept in tmp_path.iterdir():
        kept.unlink()
    assert engine.match(tokenize(fold("Pay the visa fee.")))
