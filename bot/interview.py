"""Guided questions: which comes next, and what the answers mean. Pure; the pages are in `screens/questions.py`.

Nothing is stored. Everything said so far stands in the data of the buttons themselves, next to the bones of the
verdict (`codes.py`), so a talk goes on after a restart, on another machine, and no answer ever reaches a disk.

    >>> pack(Talk(Memo(Level.CARE, "money"), (("M1", "y"),)))
    'q|cm~M1y'
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bot import codes
from bot.codes import Memo
from checks.model import Finding, Level, Outcome, Verdict, Voice
from checks.verdict import decide
from content.model import Library, Question

Answer = Literal["y", "n", "u", "s"]  # yes, no, don't know, skipped

VERB = "q"
IN_A_ROW = 3
MOST = 9  # answers in one talk: what 64 bytes hold beside six flags
FLAGS = 6
LEVELS = (Level.NONE, Level.CARE, Level.STOP, Level.URGENT)
_SAID = re.compile(r"([A-Z]\d)([ynus])")
_SHAPE = re.compile(r"([^~]*)~((?:[A-Z]\d[ynus])*)")


@dataclass(frozen=True, slots=True)
class Talk:
    """The verdict's bones and the answers so far, in order: question id and letter."""

    memo: Memo
    said: tuple[tuple[str, Answer], ...] = ()

    def with_answer(self, question: str, answer: Answer) -> "Talk":
        return replace(self, said=(*self.said, (question, answer)))


def pack(talk: Talk) -> str:
    """Callback data that holds the whole talk, at most 64 bytes."""
    bones = codes.pack(VERB, replace(talk.memo, flags=talk.memo.flags[:FLAGS]))
    return f"{bones}~{''.join(question + answer for question, answer in talk.said)}"


def unpack(rest: str, library: Library) -> Talk | None:
    """The talk behind the bar, or None for what we did not write. Questions that are gone are left out."""
    found = _SHAPE.fullmatch(rest)
    memo = codes.unpack(found[1], library.flags, library.scripts) if found else None
    if found is None or memo is None:
        return None
    said = [(q, a) for q, a in _SAID.findall(found[2]) if q in library.questions]
    return Talk(memo, tuple(said[:MOST]))


def following(talk: Talk, library: Library) -> str | None:
    """The question whose answer could change the advice most; None when a row is over or nothing is left.

    In danger only the safety questions are asked, in their order.
    """
    if len(talk.said) >= MOST:
        return None
    done = {question for question, _ in talk.said}
    if verdict(talk, library).level is Level.URGENT or talk.memo.level is Level.URGENT:
        return next((q.id for q in library.questions.values() if q.safety and q.id not in done), None)
    open_ones = [library.questions[q] for q in _ordered(talk, library) if q not in done]
    useful = [q for q in open_ones if _adds(q, talk)]
    return max(useful, key=lambda q: _rise(q, talk, library)).id if useful else None  # the first of the best


def _ordered(talk: Talk, library: Library) -> Iterator[str]:
    """Questions by the content's orders: those whose groups are there first; each once."""
    groups = {library.flags[f].group for f in _known(talk, library) if f in library.flags}
    orders = [o for o in library.question_orders.values() if not o.groups or groups.intersection(o.groups)]
    return iter(dict.fromkeys(q for order in orders for q in order.ask if q in library.questions))


def _adds(question: Question, talk: Talk) -> bool:
    """Could an answer say anything that is not known yet? A question without flags brings advice."""
    sets = {*question.yes, *question.no, *question.unknown}
    return not sets or not sets <= set(talk.memo.flags)


def _rise(question: Question, talk: Talk, library: Library) -> int:
    """By how many levels the gravest answer would lift the advice."""
    now = verdict(talk, library).level
    answers: tuple[Answer, ...] = ("y", "n")
    then = (verdict(talk.with_answer(question.id, a), library).level for a in answers)
    return max(LEVELS.index(level) for level in then) - LEVELS.index(now)


def flags_of(question: Question, answer: Answer) -> tuple[str, ...]:
    """The flags an answer sets; "don't know" sets the weak form of its own."""
    return {"y": question.yes, "n": question.no, "u": question.unknown, "s": ()}[answer]


def _known(talk: Talk, library: Library) -> list[str]:
    said = [f for q, a in talk.said for f in flags_of(library.questions[q], a)]
    return list(dict.fromkeys([*talk.memo.flags, *said]))


def verdict(talk: Talk, library: Library) -> Verdict:
    """What text and answers mean together; never milder than what the text alone said."""
    before = [Finding(flag, "text", None, "") for flag in talk.memo.flags]
    if _above(before, talk.memo.level, library):  # some of them counted weakly: as they did then
        before = [replace(finding, weak=True) for finding in before]
    said = tuple(_said(talk, library))
    made = decide([Outcome("text", tuple(before)), Outcome("questions", said)], library)
    floor = max(made.level, talk.memo.level, key=LEVELS.index) if said else talk.memo.level
    return replace(made, level=floor, script=made.script or talk.memo.script or None)


def _above(findings: Iterable[Finding], level: Level, library: Library) -> bool:
    alone = decide([Outcome("text", tuple(findings))], library)
    return LEVELS.index(alone.level) > LEVELS.index(level)


def _said(talk: Talk, library: Library) -> Iterator[Finding]:
    for question, answer in talk.said:
        for flag in flags_of(library.questions[question], answer):
            yield Finding(flag, "questions", None, "", {"question": question}, Voice.REPORT, weak=answer == "u")


def reasons(talk: Talk, library: Library) -> list[tuple[str, Answer, str]]:
    """For each answer that says something: question, answer, and the strongest flag it sets ("" for advice only)."""
    found: list[tuple[str, Answer, str]] = []
    for question, answer in talk.said:
        flags = [f for f in flags_of(library.questions[question], answer) if _is_live(f, library)]
        if flags:
            found.append((question, answer, max(flags, key=lambda f: library.flags[f].points)))
    return found


def _is_live(flag: str, library: Library) -> bool:
    return flag in library.flags and library.flags[flag].status == "live"


def row_is_over(talk: Talk) -> bool:
    return len(talk.said) % IN_A_ROW == 0 and bool(talk.said)


def names(flags: Mapping[str, object], verdict: Verdict) -> tuple[str, ...]:
    """The flags of a verdict that a button can carry on."""
    return tuple(flag for flag in verdict.flags if flag in flags)
