"""Voice before score: the same words count or not by who says them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import voice, wording
from checks.model import Offer, Voice
from checks.negation import Negation
from checks.offer import read
from checks.phrases import build
from content.model import Flag, Language, Phrase


def phrase(kind: str, subject: str, *say: str, **more: object) -> Phrase:
    return Phrase(say=say, match=(), ignore=(), **{kind: subject}, **more)  # type: ignore[arg-type]  # the test names fields or values freely


LANGUAGE = Language(
    "en", "English", "English", "draft",
    negators_before=("no", "not", "never", "dont", "without"),
    negators_after=("none", "not required", "नहीं"),
    exceptions=("only", "just", "but", "except"),
    lists={
        "ask": ("charge", "ask", "collect"),
        "without": ("without",),
        "ends": ("experience",),
        "harmless": ("dont miss",),
        "but-me": ("but me", "except us"),
    },
    phrases=(
        phrase("flag", "fee", "(registration|processing|visa) fee*", "फीस", "pay ... deposit", "refundable deposit"),
        phrase("flag", "code", "(send|share) (the)? code"),
        phrase("flag", "no-interview", "no interview", lure=True),
        phrase("flag", "secret", "tell ... family", lure=True),
        phrase("flag", "mule", "forward ... payments", duty=True),
        phrase("voice", "notice", "beware of", "if anyone asks"),
        phrase("voice", "heading", "fraud alert"),
        phrase("voice", "news", "police said", "was arrested"),
        phrase("voice", "report", "they asked me"),
        phrase("voice", "question", "is it normal"),
        phrase("voice", "condition", "as allowed by law"),
        phrase("voice", "duty", "you will process"),
        phrase("voice", "disclaimer", "paid by the employer", "employer pays"),
        phrase("voice", "false-warning", "deal only with me"),
    ),
)  # fmt: skip
FLAGS = {"fee": Flag("fee", "fee", "strong", 6, "money", "stop-pay", "Fee", "", (), ())}
ENGINE = build([LANGUAGE])
NEGATION = {"en": Negation.of(LANGUAGE)}


UNSPACED = Language(
    "zh", "中文", "Chinese", "draft",
    negators_before=("不交", "没有", "不收"),
    exceptions=("只需",),
    lists={"harmless": ("没有工作",), "or-else": ("不能",)},
    phrases=(phrase("flag", "fee", "(交|收|有) ... (押金|保证金)"),),
)  # fmt: skip


def counted(text: str) -> list[str]:
    outcome = wording.check(read(Offer(text)), ENGINE, NEGATION.__getitem__, FLAGS)
    return [f.flag for f in outcome.findings]


@pytest.mark.parametrize(
    "text",
    [
        "We never charge a registration fee.",
        "No registration fee.",
        "There is no processing or registration fee for candidates.",
        "We do not charge any deposits, visa fees, or processing fees.",
        "Registration fee: none",
        "Visa fee is not required",
        "कोई फीस नहीं",
        "Visa fees are paid by the employer.",
        "Employer pays: ticket, medical, visa fee",
        "Pay no deposit",
    ],
)
def test_a_disclaimer_keeps_its_own_words_from_counting(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No experience needed, registration fee 500",
        "Registration fee 500. No interview fee",
        "Don't miss it! Registration fee 500",
        "फीस 500, इंटरव्यू नहीं",
    ],
)
def test_a_negator_reaches_no_further_than_its_clause(text: str) -> None:
    assert "fee" in counted(text)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("我们不交押金。", []),
        ("入职不收任何押金", []),
        ("入职交押金", ["fee"]),
        ("不交押金，不能上岗", ["fee"]),
        ("不交押金。不能迟到", []),
        ("没有工作先来押金", ["fee"]),
        ("没有任何押金", []),
        ("不收别的只需押金", ["fee", "says-free-then-pays"]),
    ],
)
def test_a_negator_whose_last_letter_begins_the_match_is_seen(text: str, flags: list[str]) -> None:
    engine, negations = build([LANGUAGE, UNSPACED]), NEGATION | {"zh": Negation.of(UNSPACED)}
    found = wording.check(read(Offer(text)), engine, negations.__getitem__, FLAGS).findings
    assert [f.flag for f in found] == flags


def test_an_exception_word_reopens_the_demand_and_says_so() -> None:
    assert sorted(counted("No fees at all, only a refundable deposit")) == ["fee", "says-free-then-pays"]


@pytest.mark.parametrize("text", ["No experience registration fee only 500", "Don't miss it pay the registration fee"])
def test_a_negator_that_takes_something_else_takes_no_demand_back(text: str) -> None:
    assert counted(text) == ["fee"]


def test_the_negative_can_be_the_lure() -> None:
    assert counted("No interview, join today") == ["no-interview"]
    assert counted("Do not tell your family") == ["secret"]


def test_a_secret_that_the_speaker_keeps_for_themselves_is_still_asked_for() -> None:
    assert counted("Do not share the code with anyone") == []
    assert counted("Do not share the code with anyone but me") == ["code"]
    assert counted("Never send code to people, except us they cheat") == []
    assert counted("Never send the code, ask nobody but me") == []


def test_a_warning_sentence_covers_only_itself() -> None:
    assert counted("Beware of anyone who wants a processing fee.") == []
    assert counted("Beware of fakes. Send the processing fee today.") == ["fee"]


def test_two_warning_sentences_or_a_heading_make_the_whole_text_a_warning() -> None:
    text = "Beware of callers. If anyone asks, hang up. The processing fee is a trick."
    assert counted(text) == ["posted-as-warning"]
    assert counted("FRAUD ALERT\nThey want a processing fee.") == ["posted-as-warning"]


def test_news_is_no_offer() -> None:
    assert counted("A man was arrested. He took a registration fee, police said.") == ["posted-as-warning"]


def test_a_recruiter_who_imitates_a_warning_is_still_a_recruiter() -> None:
    assert "fee" in counted("Beware of fake agents, deal only with me. Processing fee 500.")


def test_paying_without_a_receipt_is_still_paying() -> None:
    assert counted("pay him without a contract the deposit") == ["fee"]


def test_what_the_person_tells_counts_in_full() -> None:
    outcome = wording.check(read(Offer("They asked me for a visa fee")), ENGINE, NEGATION.__getitem__, FLAGS)
    assert [(f.flag, f.voice, f.weak) for f in outcome.findings] == [("fee", Voice.REPORT, False)]


def test_what_the_person_asks_counts_weakly() -> None:
    outcome = wording.check(read(Offer("Is it normal to give a visa fee?")), ENGINE, NEGATION.__getitem__, FLAGS)
    assert [(f.flag, f.weak) for f in outcome.findings] == [("fee", True)]


THAI = Language(
    "th", "ไทย", "Thai", "draft",
    phrases=(phrase("flag", "fee", "โอน ... ค่าสมัคร"), phrase("voice", "question", "จริงไหม")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("ให้โอน 500 บาท ค่าสมัคร จริงไหม", True),
        ("จริงไหม ให้โอนค่าสมัคร", True),
        ("ให้โอนค่าสมัคร ก่อนเริ่มงาน งานดี จริงไหม", False),
    ],
)
def test_a_question_weakens_only_what_stands_near_where_spaces_set_off_clauses(text: str, weak: bool) -> None:
    outcome = wording.check(read(Offer(text)), build([LANGUAGE, THAI]), lambda _: Negation.of(THAI), FLAGS)
    assert [f.weak for f in outcome.findings] == [weak]


def test_a_rule_and_a_duty_do_not_count_unless_the_phrase_says_so() -> None:
    assert counted("A visa fee as allowed by law") == []
    assert counted("You will process registration fees") == []
    assert counted("You will process orders and forward our payments") == ["mule"]


def test_what_did_not_count_is_kept_with_its_rule() -> None:
    outcome = wording.check(read(Offer("No visa fee")), ENGINE, NEGATION.__getitem__, FLAGS)
    assert [(s.flag, s.rule) for s in outcome.suppressed] == [("fee", "negated in the same clause")]


SMALL_WORDS = st.lists(st.sampled_from("no not dont miss problem fee pay only out of".split()), max_size=90)
HARMLESS = (" dont miss ", " no problem ", " miss out ", " not only ")


@given(SMALL_WORDS, st.integers(1, 9))
def test_the_nearest_tokens_are_those_of_the_whole_text_without_harmless_phrases(words: list[str], count: int) -> None:
    text = f" {' '.join(words)} " if words else ""
    plain = voice._plain(f"{text} ", HARMLESS).split()
    assert voice._last_tokens(text, count, HARMLESS).split() == plain[-count:]
    assert voice._first_tokens(text, count, HARMLESS).split() == plain[:count]


@given(SMALL_WORDS)
def test_only_negators_whose_words_all_stand_in_a_text_are_tried(words: list[str]) -> None:
    every, heard = NEGATION["en"], NEGATION["en"].heard(frozenset(words))
    text = f" {' '.join(words)} "
    assert [w for w in every.before if w in text] == [w for w in heard.before if w in text]
    assert [w for w in every.harmless if w in text] == [w for w in heard.harmless if w in text]
    assert set(heard.before) <= set(every.before)
