"""The verdict: sums that a person can redo with a pencil."""

from dataclasses import replace

import pytest

from checks.join import join
from checks.model import Finding, Level, Outcome, Span, Voice
from checks.verdict import decide, points
from content.model import Flag, Library, Script, Stage
from content.organisations import Hosts


def flag(name: str, strength: str, points: int, group: str, **more: object) -> Flag:
    values = {
        "axis": "money",
        "action": "verify",
        "name": name,
        "why": "",
        "innocent": (),
        "sources": (),
    } | more
    return Flag(id=name, group=group, strength=strength, points=points, **values)  # type: ignore[arg-type]  # the test names fields or values freely


FLAGS = {
    f.id: f
    for f in (
        flag("fee", "conclusive", 10, "fee"),
        flag("visa-fee", "strong", 6, "fee"),
        flag("hire", "strong", 6, "lure"),
        flag("easy", "supporting", 2, "lure"),
        flag("chat", "supporting", 2, "contact"),
        flag("hurry", "supporting", 2, "pressure"),
        flag("held", "conclusive", 10, "control", axis="control", action="emergency-first"),
        flag("trial", "conclusive", 10, "fee", status="trial"),
        flag("both", "strong", 6, "task", when=(("tasks", "top-up"),), without=("duties", "interview")),
    )
}
SCRIPTS = {
    "wide": Script("wide", "Wide", ("fee", "hire", "easy", "chat"), ("fee",), (Stage("x"),), ()),
    "narrow": Script("narrow", "Narrow", ("fee", "hire"), ("hire",), (Stage("x"),), ()),
}
NO_HOSTS = Hosts(*(frozenset[str]() for _ in range(7)))
LIBRARY = Library(FLAGS, {}, SCRIPTS, {}, {}, {}, (), NO_HOSTS, ())


def seen(*names: str, weak: bool = False, voice: Voice = Voice.RECRUITER) -> Outcome:
    made = (Finding(n, "test", Span(i, i + 1), "x", {}, voice, weak) for i, n in enumerate(names))
    return Outcome("test", tuple(made))


@pytest.mark.parametrize(
    ("names", "level"),
    [
        ((), Level.NONE),
        (("easy",), Level.NONE),
        (("easy", "chat"), Level.NONE),
        (("easy", "chat", "hurry"), Level.CARE),
        (("visa-fee",), Level.CARE),
        (("hire", "easy"), Level.CARE),
        (("visa-fee", "chat"), Level.STOP),
        (("visa-fee", "hire"), Level.STOP),
        (("fee",), Level.STOP),
        (("held",), Level.URGENT),
        (("trial",), Level.NONE),
        (("unknown-flag",), Level.NONE),
    ],
)
def test_the_level_follows_from_the_points(names: tuple[str, ...], level: Level) -> None:
    assert decide([seen(*names)], LIBRARY).level is level


def test_many_signs_of_one_kind_count_once_and_one_more() -> None:
    assert points(["fee", "visa-fee"], FLAGS) == 11
    assert points(["fee", "fee"], FLAGS) == 10


def test_a_question_never_makes_more_than_care() -> None:
    assert decide([seen("fee", weak=True, voice=Voice.QUESTION)], LIBRARY).level is Level.CARE


def drafted(*places: tuple[str, int]) -> Outcome:
    return Outcome("test", tuple(Finding(n, "test", Span(at, at + 3), "x", draft=True) for n, at in places))


def test_one_unreviewed_phrase_alone_never_says_stop() -> None:
    assert decide([drafted(("fee", 0))], LIBRARY).level is Level.CARE


@pytest.mark.parametrize("others", [drafted(("chat", 9)), drafted(("fee", 9)), seen("chat")])
def test_an_unreviewed_phrase_counts_in_full_beside_another_finding(others: Outcome) -> None:
    assert decide([drafted(("fee", 0)), others], LIBRARY).level is Level.STOP


def test_the_same_words_heard_twice_are_one_finding() -> None:
    assert decide([drafted(("fee", 0), ("fee", 1))], LIBRARY).level is Level.CARE


def test_an_operator_may_let_drafts_stand_alone() -> None:
    assert decide([drafted(("fee", 0))], LIBRARY, drafts_alone=True).level is Level.STOP


def test_danger_is_urgent_even_in_an_unreviewed_phrase() -> None:
    assert decide([drafted(("held", 0))], LIBRARY).level is Level.URGENT


def test_what_two_places_agree_on_stands_on_more_than_one_draft() -> None:
    parts = [Finding(n, "test", Span(at, at + 3), "x", draft=True) for n, at in (("tasks", 0), ("top-up", 9))]
    (joined,) = join([Outcome("test", cues=tuple(parts))], FLAGS).findings
    assert not joined.draft


def test_a_question_asks_back() -> None:
    assert decide([seen("fee", weak=True, voice=Voice.QUESTION)], LIBRARY).asks_source


def test_the_axes_are_summed_apart() -> None:
    assert decide([seen("fee", "held")], LIBRARY).axes == {"money": 10, "control": 10}


def test_the_strongest_flag_stands_first_and_danger_before_all() -> None:
    assert decide([seen("easy", "fee", "held")], LIBRARY).flags == ("held", "fee", "easy")


def test_the_script_that_explains_most_is_named() -> None:
    assert decide([seen("fee", "hire")], LIBRARY).script == "narrow"
    assert decide([seen("fee", "hire", "chat")], LIBRARY).script == "wide"
    assert decide([seen("chat", "easy")], LIBRARY).script is None


def test_what_could_not_be_checked_is_said() -> None:
    verdict = decide([Outcome("links", unchecked="took too long")], LIBRARY)
    assert verdict.unchecked == ("links: took too long",)
    assert verdict.checked == ()


def cues(*names: str) -> Outcome:
    return Outcome("test", cues=seen(*names).findings)


def test_two_halves_found_apart_make_a_flag() -> None:
    assert [f.flag for f in join([cues("tasks"), cues("top-up")], FLAGS).findings] == ["both"]


def test_one_half_makes_nothing() -> None:
    assert join([cues("tasks")], FLAGS).findings == ()


def test_the_innocent_reading_keeps_a_joined_flag_away() -> None:
    assert join([cues("tasks", "top-up", "duties")], FLAGS).findings == ()


def test_findings_of_one_strength_stand_in_text_order_and_those_outside_the_text_first() -> None:
    at = [Finding("easy", "test", Span(n, n + 1), str(n)) for n in (30, 4)]
    outside = Finding("chat", "test", None, "")
    found = decide([Outcome("test", (*at, outside))], LIBRARY).findings
    assert [f.quote for f in found] == ["", "4", "30"]


def test_a_joined_flag_is_quoted_where_its_first_part_was_said_and_weak_when_a_part_is() -> None:
    sure, asked = cues("top-up").cues[0], Finding("tasks", "test", Span(7, 9), "??", weak=True)
    (joined,) = join([Outcome("test", cues=(sure, asked))], FLAGS).findings
    assert (joined.quote, joined.weak) == ("??", True)


def offer_with(details: int, *findings: Finding) -> Level:
    told = tuple(Finding("fair-terms", "wording", Span(100 + 9 * n, 105 + 9 * n), "x") for n in range(details))
    return decide([Outcome("wording", findings, told)], LIBRARY).level


def odd(flag: str, start: int = 0, check: str = "wording") -> Finding:
    return Finding(flag, check, Span(start, start + 3), "x")


@pytest.mark.parametrize(("flag", "level"), [("hire", Level.NONE), ("fee", Level.CARE), ("held", Level.CARE)])
def test_one_odd_sentence_among_details_of_the_job_counts_less(flag: str, level: Level) -> None:
    assert offer_with(2, odd(flag)) is level
    assert offer_with(9, odd(flag), odd("chat", 1)) is level  # and a small sign in it
    assert offer_with(1, odd(flag)) is decide([seen(flag)], LIBRARY).level


def test_two_sentences_or_two_grave_signs_are_not_odd() -> None:
    assert offer_with(3, odd("fee"), odd("fee", 9)) is Level.STOP
    assert offer_with(3, odd("fee"), odd("chat", 9)) is Level.STOP
    assert offer_with(9, odd("fee"), odd("hire", 1)) is Level.STOP


def test_what_several_phrases_know_is_not_odd() -> None:
    assert offer_with(9, odd("fee"), odd("fee", 1)) is Level.STOP
    assert offer_with(9, odd("fee"), odd("fee")) is Level.STOP  # in the very same words


def test_a_sign_of_what_may_happen_to_the_person_is_not_odd() -> None:
    library = replace(LIBRARY, flags=FLAGS | {"hire": replace(FLAGS["hire"], group="compound", axis="control")})
    told = tuple(Finding("fair-terms", "wording", Span(100 + 9 * n, 105 + 9 * n), "x") for n in range(9))
    assert decide([Outcome("wording", (odd("hire"),), told)], library).level is Level.CARE


def test_what_the_reader_tells_or_asks_is_never_odd() -> None:
    told = [Finding("job-details", "wording", Span(start, start + 3), "x") for start in (50, 60, 70)]
    reader = Finding("reader-speaks", "wording", None, "")
    assert decide([Outcome("wording", (odd("fee"),), (*told, reader))], LIBRARY).level is Level.STOP


def test_an_address_or_a_list_is_not_misread_like_a_sentence() -> None:
    assert offer_with(5, odd("fee", check="links")) is Level.STOP


def test_of_details_of_the_job_two_count() -> None:
    told = [Finding("job-details", "wording", Span(9 * n, 9 * n + 3), "x") for n in range(5)]
    terms = Finding("fair-terms", "wording", Span(90, 95), "x")
    assert decide([Outcome("wording", cues=tuple(told))], LIBRARY).details == 2
    assert decide([Outcome("wording", cues=(*told, terms))], LIBRARY).details == 3


def test_details_that_overlap_are_one() -> None:
    told = [Finding("job-details", "wording", Span(start, 9), "x") for start in (3, 4, 5)]
    assert decide([Outcome("wording", cues=tuple(told))], LIBRARY).details == 1
