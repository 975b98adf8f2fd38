"""The phrase language: what its signs mean, that bad patterns are refused in words, and that none can hang."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.fold import fold
from checks.patterns import PhraseError, compile_pattern
from checks.phrases import LONG, build
from checks.tokens import SLOTS, tokenize
from checks.tongue import MOST_MATCHES
from content.model import Language, Phrase


def found(say: str, text: str, **lists: tuple[str, ...]) -> list[str]:
    phrase = Phrase(say=(say,), match=(), ignore=(), flag="x")
    language = Language("en", "English", "English", "draft", lists=lists, phrases=(phrase,))
    tokens = tokenize(fold(text), slots(text))
    return [tokens.span(m.start, m.end).quote(text) for m in build([language]).match(tokens)]


def slots(text: str) -> list[tuple[int, int, str]]:
    kinds = {"$150": "money", "50 USDT": "coin-amount"}
    return [(at, at + len(said), SLOTS[kind]) for said, kind in kinds.items() if (at := text.find(said)) >= 0]


@pytest.mark.parametrize(
    ("say", "text", "quote"),
    [
        ("pay the fee", "Please PAY THE FEE now", "PAY THE FEE"),
        ("pay ... fee", "pay the one time joining fee", "pay the one time joining fee"),
        ("pay the? fee", "pay fee", "pay fee"),
        ("(pay|send us) fee*", "send us fees", "send us fees"),
        ("fee of {money}", "a fee of $150 today", "fee of $150"),
        ("call // number", "Call me. This is my number", "Call me. This is my number"),
        ("pay {number}", "pay 500 now", "pay 500"),
        ("pay {number} now", "pay 15k now", "pay 15k now"),
        ("{amount} दें", "85 हजार दें", "85 हजार दें"),
        ("send {coin-amount}", "send 50 USDT, not 50 USD", "send 50 USDT"),
        ("send {money}", "send 50 USDT", "send 50 USDT"),
        ("{who} pay", "the workers pay", "the workers pay"),
        ("*gebühr zahlen", "Anmeldegebühr zahlen", "Anmeldegebühr zahlen"),
        ("pay fee", "pay, fee", "pay, fee"),
        ("pay ... fee", "pay, all of the fee", "pay, all of the fee"),
        ("pay ... fee", "pay a, b, c fee", "pay a, b, c fee"),
        ("pay // fee", "pay. a, b, c, d, e, fee", "pay. a, b, c, d, e, fee"),
        ("*pay", "we repay", "repay"),
        ("*pa*", "they repaid", "repaid"),
        ("pa*", "pa or opa", "pa"),
        ("pay {percent} fee", "pay 5 % fee", "pay 5 % fee"),
        ("(send (us|me)|pay) ... (fee|deposit (money)?)", "send me your deposit money", "send me your deposit money"),
        ("pay ({number} ...|the) fee", "pay 500 as joining fee", "pay 500 as joining fee"),
        ("报名费", "请交报名费300元", "报名费"),
        ("交 ... 费", "请先交三百元报名费", "交三百元报名费"),
    ],
)
def test_a_pattern_finds_what_it_says(say: str, text: str, quote: str) -> None:
    assert found(say, text, who=("you", "the workers")) == [quote]


@pytest.mark.parametrize(
    ("say", "text", "count"),
    [
        ("pay fee", "pay fee and pay fee. Pay fee", 3),
        ("pay fee", "pay fee " * 6 + ". Pay fee", MOST_MATCHES + 1),
        ("pay ... fee", "pay. pay fee. fee. pay the fee", 2),
        ("pay // fee", "pay fee. " * 6, MOST_MATCHES),
        ("pay ... fee", "pay pay pay fee fee", 1),
    ],
)
def test_a_pattern_is_found_again_behind_its_last_place_but_not_without_end(say: str, text: str, count: int) -> None:
    assert len(found(say, text)) == count


@pytest.mark.parametrize(
    ("say", "text"),
    [
        ("pay fee", "repay fees"),
        ("pay ... fee", "pay. The fee"),
        ("pay ... fee", "pay one two three four five six fee"),
        ("pay ... fee", "pay a, b, c, d fee"),
        ("pay // fee", "pay a b c, d e f, g h i, j k l fee"),
        ("pay {percent} fee", "pay 5 fee"),
        ("fee*", "coffee"),
        ("pay fee*", "pay the fee"),
    ],
)
def test_a_pattern_does_not_find_what_it_does_not_say(say: str, text: str) -> None:
    assert found(say, text) == []


@pytest.mark.parametrize(
    ("say", "reason"),
    [
        ("", "at least one word"),
        ("(a|b)? {number}", "at least one word"),
        ("... fee", "begins with a gap"),
        ("fee ...", "ends with a gap"),
        ("pay fee) now", "without its"),
        ("pay | fee", "without its"),
        ("pay ... a ... b ... c ... d ... e", "at most 4"),
        ("pay {moneys}", "no slot or list called {moneys}"),
        ("pay (fee", "never closed"),
        ("pay {Fee}", "cannot read"),
        ("p*y", "star stands at the beginning or the end"),
        ("pay (a||b)", "empty alternative"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused_in_words(say: str, reason: str) -> None:
    with pytest.raises(PhraseError, match=reason.replace("{", r"\{").replace("}", r"\}")):
        compile_pattern(say, {})


@settings(max_examples=300)
@given(st.text("pay ({|})?*./…费ค", max_size=40))
def test_any_pattern_is_read_or_refused(say: str) -> None:
    try:
        compile_pattern(say, {})
    except PhraseError as error:
        assert str(error)


@pytest.mark.parametrize("word", ["pay", "fee", "pay fee", "a", "pay a a a a a"])
def test_a_text_made_to_be_slow_takes_time_in_proportion_to_its_length(word: str) -> None:
    say = "pay ... (a|b|fee) ... (a|c) ... {number}? ... never"
    began = time.perf_counter()
    found(say, f"{word} " * (100_000 // len(word)) + "neverr never")
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(("text", "heard"), [("ክፍያ WhatsApp", ("am",)), ("WhatsApp", ())])
def test_one_letter_of_its_own_is_enough_for_a_language_to_listen(text: str, heard: tuple[str, ...]) -> None:
    amharic = Language("am", "አማርኛ", "Amharic", "draft", letters="Ethiopic")
    assert build([amharic]).spoken(tokenize(fold(text), [])) == heard


def test_a_language_with_no_word_that_the_one_most_spoken_has_not_does_not_listen() -> None:
    says = {"fr": "frais de dossier a verser", "es": "de {number} a {number}"}
    several = [
        Language(tag, tag, tag, "draft", marks=("de",), phrases=(Phrase((say,), (), (), flag=tag),))
        for tag, say in says.items()
    ]
    engine = build([Language("en", "English", "English", "draft"), *several])
    french, spanish = "Frais de dossier à verser, de 5 a 7 heures. ", "Plazo: de 5 a 7 horas."
    for text, tags in {french: ["fr", "es"], french + "Bonjour! " * LONG: ["fr"], spanish: ["es"]}.items():
        assert [match.language for match in engine.match(tokenize(fold(text)))] == tags


def test_a_language_is_spoken_by_its_stems_too() -> None:
    polish = Language("pl", "pl", "pl", "draft", phrases=(Phrase(("wplac* zaliczk* firm*",), (), (), flag="pl"),))
    engine = build([Language("en", "English", "English", "draft"), polish])
    found = engine.match(tokenize(fold("Wpłacić zaliczkę firmie.")))
    assert [match.language for match in found] == ["pl"]
