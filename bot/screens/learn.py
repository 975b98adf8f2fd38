"""/learn: five short lessons with quizzes. Which page is next stands in the buttons; nobody's answer is kept.

Callback data is "lrn|<lesson>|<page>", "lrn|<lesson>|q<number>" for a quiz, with a letter behind it for an answer
where Telegram's own quiz is not to be had, "lrn|menu" and "lrn|close". A "!" at the end: as a message of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from bot import fees, store
from bot.buttons import Rows, countries_row
from bot.markup import bold, esc, small
from bot.model import Button, Poll, Reply
from bot.scene import Scene, quietly
from bot.screens import help as helping
from content.guidance import Lesson

VERB = "lrn"
MOST_LAWS = 2
LETTERS: dict[str, Literal[0, 1, 2]] = {"a": 0, "b": 1, "c": 2}
_STEP = re.compile(r"([1-9])|q([1-9])([abc])?", re.ASCII)


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    return [_menu(scene)]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """A page, a quiz or an answer; [] for what we did not write."""
    data, edit = rest.removesuffix("!"), not rest.endswith("!")
    if data == "menu":
        return [replace(_menu(scene), edit=edit)]
    if data == "close":
        return [Reply(esc(scene.texts.say("learn.closed")), edit=edit)]
    name, _, step = data.partition("|")
    lesson, found = scene.library.school.lessons.get(name), _STEP.fullmatch(step)
    if lesson is None or found is None:
        return []
    page, quiz, answer = int(found[1] or 0), int(found[2] or 0), found[3] or ""
    if page:
        return [replace(_page(scene, lesson, page), edit=edit)] if page <= lesson.pages else []
    if quiz > len(lesson.right):
        return []
    if answer:
        return [_answered(scene, lesson, quiz, answer)]
    if quiz == 1:
        await quietly(store.count(scene.services.store, scene.services.today(), [("learn", lesson.id)]))
    return [_quiz(scene, lesson, quiz)]


def in_group(scene: Scene) -> bool:
    """Telegram's numbers of groups are below zero. There nothing is asked about anybody's country."""
    return scene.at.chat < 0


def _menu(scene: Scene) -> Reply:
    lessons = enumerate(scene.library.school.lessons, 1)
    rows = [((f"{number}. {_say(scene, name, 'title')}", f"{VERB}|{name}|1"),) for number, name in lessons]
    story = ((scene.texts.say("learn.story"), "sty|menu!"),)
    return Reply(esc(scene.texts.say("learn.head")), (*rows, (*(() if in_group(scene) else story), _close(scene))))


def _page(scene: Scene, lesson: Lesson, page: int) -> Reply:
    lessons, texts = list(scene.library.school.lessons), scene.texts
    number = texts.say(
        "learn.number", number=lessons.index(lesson.id) + 1, all=len(lessons), page=page, pages=lesson.pages
    )
    lines = [small(number), bold(_say(scene, lesson.id, "title")), "", esc(_say(scene, lesson.id, f"page-{page}"))]
    back = (texts.say("learn.back"), f"{VERB}|{lesson.id}|{page - 1}" if page > 1 else f"{VERB}|menu")
    if page < lesson.pages:
        on, more = (texts.say("learn.next"), f"{VERB}|{lesson.id}|{page + 1}"), Rows()
    else:
        on, more = (texts.say("learn.quiz"), f"{VERB}|{lesson.id}|q1"), _country(scene, lesson)
        lines += _added(scene, lesson)
    return Reply("\n".join(lines), ((back, on), *more, (_menu_button(scene), _close(scene))))


def _country(scene: Scene, lesson: Lesson) -> Rows:
    return () if in_group(scene) else countries_row(scene.texts, lesson.need, scene.country)


def _added(scene: Scene, lesson: Lesson) -> Iterator[str]:
    """What our lists know for the reader's country, behind the last page."""
    texts, country = scene.texts, scene.country
    if not country:
        if not in_group(scene):
            yield from ("", esc(texts.say("learn.ask")))
        return
    if lesson.adds == "fees":
        yield from _laws(scene, country)
    elif lesson.adds == "registers":
        yield from helping.registers(scene, country)
    else:
        yield from ("", helping.nearest(scene, lesson.need))


def _laws(scene: Scene, country: str) -> Iterator[str]:
    """What the law there lets a recruiter take; a rule for certain countries names them, one for certain work waits."""
    texts, rules = scene.texts, fees.rules_of(scene.library.countries, country)
    shown = [cap for cap in rules if not cap.rule.work][:MOST_LAWS]
    yield from ("", bold(texts.say("learn.country"))) if shown else ("",)
    names = {code: texts.say(f"place.{code}") or c.name for code, c in scene.library.countries.items()}
    for cap in shown:
        if cap.rule.places:
            yield esc(texts.say("learn.places", places=", ".join(names.get(c, c) for c in cap.rule.places)))
        yield from (esc(line) for line in fees.lines((fees.note_of(cap),), texts, names.__getitem__, full=True))
    if not shown:
        yield esc(texts.say("note.fee-rule"))
    elif len(rules) > len(shown):
        yield esc(texts.say("learn.more"))


def _quiz(scene: Scene, lesson: Lesson, number: int) -> Reply:
    """Telegram's own quiz; the page and its buttons are for where there is none."""
    quiz = f"quiz-{number}"
    ask, why = (_say(scene, lesson.id, f"{quiz}.{part}") for part in ("ask", "why"))
    options = tuple(_say(scene, lesson.id, f"{quiz}.{letter}") for letter in LETTERS)
    poll = Poll(ask, options, LETTERS[lesson.right[number - 1]], why, _after(scene, lesson, number, "!"))
    page = [bold(ask), *(esc(f"{letter.upper()}. {said}") for letter, said in zip(LETTERS, options, strict=True))]
    answers = tuple((letter.upper(), f"{VERB}|{lesson.id}|q{number}{letter}") for letter in LETTERS)
    return Reply("\n".join(page), (answers,), poll=poll)


def _answered(scene: Scene, lesson: Lesson, number: int, answer: str) -> Reply:
    right, quiz = lesson.right[number - 1], f"quiz-{number}"
    better = _say(scene, lesson.id, f"{quiz}.{right}")
    said = scene.texts.say("learn.right" if answer == right else "learn.other", answer=better)
    lines = [bold(said), esc(_say(scene, lesson.id, f"{quiz}.why"))]
    if number == len(lesson.right):
        lines += ["", esc(scene.texts.say("learn.done" if _following(scene, lesson) else "learn.last"))]
    return Reply("\n".join(lines), _after(scene, lesson, number), edit=True)


def _after(scene: Scene, lesson: Lesson, number: int, own: str = "") -> Rows:
    """Where it goes on after a quiz. Under a poll (`own`) a button brings a new message: a poll can't become a page."""
    last = (_menu_button(scene, own), _close(scene, own))
    if number < len(lesson.right):
        return (((scene.texts.say("learn.again"), f"{VERB}|{lesson.id}|q{number + 1}"),), last)
    following = _following(scene, lesson)
    return (((scene.texts.say("learn.follow"), f"{VERB}|{following}|1{own}"),), last) if following else (last,)


def _following(scene: Scene, lesson: Lesson) -> str:
    lessons = [*scene.library.school.lessons, ""]
    return lessons[lessons.index(lesson.id) + 1]


def _menu_button(scene: Scene, own: str = "") -> Button:
    return scene.texts.say("learn.menu"), f"{VERB}|menu{own}"


def _close(scene: Scene, own: str = "") -> Button:
    return scene.texts.say("learn.close"), f"{VERB}|close{own}"


def _say(scene: Scene, lesson: str, part: str) -> str:
    return scene.texts.say(f"learn.{lesson}.{part}")
