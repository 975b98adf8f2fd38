"""Guided questions and "it already happened": chosen by what is unknown, answered by buttons, nothing stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import pytest

from bot import interview, store
from bot.codes import Memo
from bot.interview import Talk, following, pack, unpack, verdict
from bot.markup import plain
from bot.model import At, Command, Press, Reply
from bot.scene import Services
from bot.talk import talk
from checks.model import Level
from tests import once
from tests.bot.reading import grade, page

LIBRARY = once.library()
AT = At(7, 3, "en", reply_to=3)
CARE = Memo(Level.CARE, "money", ("unsolicited-chat-offer",))


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, library=LIBRARY)


async def pressed(label: str, replies: Sequence[Reply], services: Services) -> list[Reply]:
    data = [d for reply in replies for row in reply.rows for name, d in row if name == label][-1]
    return await talk(Press(AT, data), services)


@pytest.mark.parametrize(
    ("flags", "first"),
    [
        (("task-micro-work",), "K2"),
        (("work-on-tourist-visa",), "D1"),
        (("unlicensed-agency",), "M1"),
        (("body-appearance-job",), "D1"),
        (("money-transfer-job",), "B1"),
        ((), "M1"),
    ],
)
def test_the_question_that_could_change_most_comes_first(flags: tuple[str, ...], first: str) -> None:
    asked = following(Talk(Memo(Level.CARE, "money", flags)), LIBRARY)
    order = [q for o in LIBRARY.question_orders.values() for q in o.ask]
    assert asked in order
    rise = {q: interview._rise(LIBRARY.questions[q], Talk(Memo(Level.CARE, "money", flags)), LIBRARY) for q in order}
    assert rise[asked] == max(rise[q] for q in order if q != first or q == asked)


def test_what_is_known_already_is_not_asked() -> None:
    asked = []
    now = Talk(Memo(Level.STOP, "money", ("fee-to-get-job",)))
    while question := following(now, LIBRARY):
        asked.append(question)
        now = now.with_answer(question, "n")
    assert "M1" not in asked
    assert len(asked) == len(set(asked)) <= interview.MOST


def test_in_danger_only_the_safety_questions_are_asked() -> None:
    now = Talk(Memo(Level.URGENT, "control", ("cant-leave",)))
    asked = []
    while question := following(now, LIBRARY):
        asked.append(question)
        now = now.with_answer(question, "n")
    assert asked == ["S1", "S2", "S3", "S4", "S5", "S6"]


@pytest.mark.parametrize("level", list(Level))
def test_a_talk_fits_a_button_and_comes_back(level: Level) -> None:
    flags = tuple(LIBRARY.flags)[: interview.FLAGS]
    said = tuple(zip(list(LIBRARY.questions)[: interview.MOST], "ynuynuyns", strict=True))
    script = next(iter(LIBRARY.scripts))
    full = Talk(Memo(level, "control", flags, script), said)  # type: ignore[arg-type]  # the test names fields or values freely
    assert len(f"{pack(full)}!more".encode()) <= 64
    assert unpack(pack(full).partition("|")[2], LIBRARY) == full


@pytest.mark.parametrize("rest", ["", "~", "cm", "cm~M1", "cm~M1x", "cm~M1y~", "xx~M1y", "cm~" + "M1y" * 40])
def test_data_we_did_not_write_is_no_talk_or_a_bounded_one(rest: str) -> None:
    made = unpack(rest, LIBRARY)
    assert made is None or len(made.said) <= interview.MOST


def test_answers_never_lower_a_level_and_no_is_no_proof() -> None:
    for level, answers in product((Level.CARE, Level.STOP), ("nnn", "uuu", "sss")):
        now = Talk(Memo(level, "money", ("unsolicited-chat-offer",)))
        for answer in answers:
            question = following(now, LIBRARY)
            assert question
            now = now.with_answer(question, answer)  # type: ignore[arg-type]  # the test names fields or values freely
        assert interview.LEVELS.index(verdict(now, LIBRARY).level) >= interview.LEVELS.index(level)


def test_a_yes_to_a_fee_turns_care_into_stop() -> None:
    assert verdict(Talk(CARE), LIBRARY).level is Level.CARE
    assert verdict(Talk(CARE, (("M1", "y"),)), LIBRARY).level is Level.STOP


def test_not_knowing_alone_is_never_stop() -> None:
    said = tuple((q.id, "u") for q in LIBRARY.questions.values() if not q.safety)
    made = verdict(Talk(Memo(Level.NONE, "money"), said), LIBRARY)  # type: ignore[arg-type]  # the test names fields or values freely
    assert made.level in (Level.NONE, Level.CARE)


async def test_three_questions_and_what_they_changed(services: Services) -> None:
    await store.remember(services.store, AT.chat, services.today(), country="NP")
    replies = await talk(Press(AT, interview.codes.pack("ask", CARE)), services)
    pages = [page(reply) for reply in replies]
    for label in ("Yes", "No", "I don't know"):
        replies = await pressed(label, replies, services)
        assert replies[0].edit
        pages.append(page(replies[0]))
    assert "Question 1 of 3" in pages[0]
    assert "Because you said:" in pages[-1]
    assert "Stop and check." in pages[-1]
    assert grade(plain(replies[0].html)) <= 7
    assert await pressed("More questions", replies, services)


async def test_stop_ends_the_questions_at_once(services: Services) -> None:
    replies = await talk(Press(AT, interview.codes.pack("ask", CARE)), services)
    (ended,) = await pressed("Stop", replies, services)
    assert "More questions" not in page(ended)
    assert ended.edit


async def test_a_second_tap_on_an_answer_says_the_same(services: Services) -> None:
    replies = await talk(Press(AT, interview.codes.pack("ask", CARE)), services)
    assert await pressed("Yes", replies, services) == await pressed("Yes", replies, services)


async def test_a_yes_to_danger_brings_help_and_no_more_questions(services: Services) -> None:
    danger = Memo(Level.URGENT, "control", ("hand-over-passport",))
    replies = await talk(Press(AT, interview.codes.pack("ask", danger)), services)
    assert "danger now" in page(replies[0])
    (made,) = await pressed("Yes", replies, services)
    assert plain(made.html).startswith("Thank you for your message.")


async def test_a_skipped_row_says_that_nothing_is_proved(services: Services) -> None:
    replies = await talk(Press(AT, interview.codes.pack("ask", Memo(Level.NONE, "money"))), services)
    for _ in range(3):
        replies = await pressed("Skip", replies, services)
    assert "does not prove it is real" in page(replies[0])


@pytest.mark.parametrize("name", list(LIBRARY.situations))
async def test_every_situation_has_its_steps_and_in_danger_help_stands_first(name: str, services: Services) -> None:
    (menu,) = await talk(Command(AT, "happened"), services)
    label = LIBRARY.languages["en"].texts[f"happened.{name}.label"]
    (path,) = await pressed(label, [menu], services)
    text = plain(path.html)
    first = LIBRARY.languages["en"].texts[f"happened.{name}.first"]
    assert text.startswith(first)
    step = text.index(LIBRARY.languages["en"].texts[f"happened.{name}.step-1"])
    if LIBRARY.situations[name].danger:
        assert text.index("local emergency number", 0) < step
        assert not any(word in text.lower() for word in ("scam", "trafficking-victim", "escape", "run away"))
    else:
        assert step < len(text) - 1


async def test_the_menu_of_what_happened_reads_as_kept(services: Services, same: Callable[[str, str], None]) -> None:
    (menu,) = await talk(Command(AT, "happened"), services)
    same("screen-happened", page(menu))
