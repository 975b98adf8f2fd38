"""Whoever breaks a lesson or a story is told where and what: a dead end, a lost word, a quiz Telegram would refuse."""

from dataclasses import replace

import pytest

from content.guidance import Node, School
from content.lint_lessons import (
    lessons_are_sound,
    reached,
    stories_lead_somewhere,
    words_are_written,
    words_fit_telegram,
)
from content.model import Library
from tests import once

LIBRARY = once.library()
FARM = LIBRARY.school.stories["farm"]
PAY = LIBRARY.school.lessons["pay"]


def with_nodes(**nodes: Node) -> Library:
    story = replace(FARM, nodes=FARM.nodes | nodes)
    return replace(LIBRARY, school=School(LIBRARY.school.lessons, {"farm": story}))


def with_text(tag: str, key: str, text: str) -> Library:
    language = replace(LIBRARY.languages[tag], texts={**LIBRARY.languages[tag].texts, key: text})
    return replace(LIBRARY, languages=LIBRARY.languages | {tag: language})


@pytest.mark.parametrize(
    ("name", "node", "said"),
    [
        ("ask", Node(), "needs either `to` or `end`"),
        ("ask", Node(to=("ring", "fee"), end="money"), "needs either `to` or `end`"),
        ("ask", Node(to=("ring",)), "leads to 1 places"),
        ("ask", Node(to=("ring", "ring")), "leads to 1 places"),
        ("ask", Node(to=("ring", "fee", "office", "pay")), "leads to 4 places"),
        ("ask", Node(to=("ring", "nowhere")), "there is no node “nowhere”"),
        ("ask", Node(to=("ring", "start")), "a way comes back here"),
        ("lonely", Node(end="money"), "no choice leads here"),
        ("ask", Node(to=("ring", "fee"), signs=("made-up",)), "there is no flag “made-up”"),
    ],
)
def test_a_broken_story_is_answered(name: str, node: Node, said: str) -> None:
    found = [str(problem) for problem in stories_lead_somewhere(with_nodes(**{name: node}))]
    assert any(said in problem for problem in found), found


def test_every_story_has_a_way_to_a_job() -> None:
    found = [str(problem) for problem in stories_lead_somewhere(with_nodes(job=Node(end="control")))]
    assert any("no way ends in a job" in problem for problem in found)


@pytest.mark.parametrize("name", LIBRARY.school.stories)
def test_every_node_of_every_story_is_reached_and_reaches_an_end(name: str) -> None:
    story = LIBRARY.school.stories[name]
    assert reached(story, "start") == story.nodes.keys()
    assert all(any(story.nodes[end].end for end in reached(story, node)) for node in story.nodes)


@pytest.mark.parametrize(
    ("tag", "key", "text", "said"),
    [
        ("sw", "story.farm.ask.to-ring", "x" * 41, "has 41 characters, Telegram shows 40"),
        ("sw", "story.farm.ask.to-ring", "😀" * 21, "has 42 characters"),
        ("en", "learn.pay.title", "x" * 41, "Telegram shows 40"),
        ("ne", "learn.next", "x" * 41, "Telegram shows 40"),
        ("am", "learn.pay.quiz-1.ask", "x" * 301, "Telegram shows 300"),
        ("am", "learn.pay.quiz-1.b", "x" * 101, "Telegram shows 100"),
        ("am", "learn.pay.quiz-1.why", "x" * 201, "Telegram shows 200"),
        ("en", "learn.pay.quiz-1.why", "one\ntwo", "has more than one line"),
        ("en", "learn.pay.quiz-1.a", LIBRARY.languages["en"].texts["learn.pay.quiz-1.b"], "two options are the same"),
    ],
)
def test_what_telegram_would_refuse_or_cut_off_is_answered_in_every_language(
    tag: str, key: str, text: str, said: str
) -> None:
    found = [str(problem) for problem in words_fit_telegram(with_text(tag, key, text))]
    assert len(found) == 1
    assert said in found[0] and f"languages/{tag}/" in found[0]


@pytest.mark.parametrize(
    "key", ["learn.pay.page-4", "learn.pay.quiz-2.why", "learn.right", "story.farm.ask.to-ring", "story.farm.job.do"]
)
def test_a_missing_word_is_answered(key: str) -> None:
    texts = {name: text for name, text in LIBRARY.languages["en"].texts.items() if name != key}
    english = replace(LIBRARY.languages["en"], texts=texts)
    found = list(words_are_written(replace(LIBRARY, languages={"en": english})))
    assert [problem.key for problem in found] == [key]


def test_a_lesson_needs_sources_quizzes_and_two_to_four_pages() -> None:
    broken = replace(PAY, pages=5, right=(), fact=())
    found = [str(p) for p in lessons_are_sound(replace(LIBRARY, school=School({"pay": broken}, {})))]
    assert [part in " ".join(found) for part in ("5 pages", "right: is empty", "fact: no source")] == [True] * 3
