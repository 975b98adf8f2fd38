"""Lessons: two minutes each, quizzes that Telegram takes, the same where there is no quiz, and in groups."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from telegram import Bot

from bot.inbox.progress import Plan, packed, unpacked
from bot.intake import read
from bot.markup import plain
from bot.model import At, Command, Press, Reply
from bot.scene import Services
from bot.screens import learn
from bot.send import deliver
from bot.talk import talk
from tests import once
from tests.bot import telegram_json as tg
from tests.bot.reading import grade, page
from tests.bot.server import TOKEN, bot_api
from tests.bot.test_app import emptied, listening
from tests.bot.test_group import OWN, in_group

LIBRARY = once.library()
LESSONS = LIBRARY.school.lessons
AT = At(7, 3, "en", reply_to=3)
WORDS_A_MINUTE = 180
LONGEST_DATA = 64
Same = Callable[[str, str], None]


@pytest.fixture
def real(services: Services) -> Services:
    return replace(services, library=LIBRARY)


async def press(data: str, services: Services, chat: int = 7, language: str = "en") -> Reply:
    return (await talk(Press(At(chat, 3, language), data), services))[0]


def words(key: str) -> int:
    return len(LIBRARY.languages["en"].texts[key].split())


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_takes_at_most_two_minutes_and_is_easy_to_read(name: str) -> None:
    texts, lesson = LIBRARY.languages["en"].texts, LESSONS[name]
    pages = [f"learn.{name}.page-{number}" for number in range(1, lesson.pages + 1)]
    parts = ("ask", "a", "b", "c", "why")
    quizzes = [f"learn.{name}.quiz-{n}.{part}" for n, _ in enumerate(lesson.right, 1) for part in parts]
    read_words = sum(map(words, pages))
    assert 120 <= read_words <= 150
    assert (read_words + sum(map(words, quizzes))) / WORDS_A_MINUTE <= 2
    assert grade("\n".join(texts[key] for key in pages)) <= 6


async def test_a_whole_lesson_reads_as_kept(real: Services, same: Same) -> None:
    await talk(Command(AT, "country", "Nepal"), real)
    shown, data = [page((await talk(Command(AT, "learn"), real))[0])], ["pay|1", "pay|2", "pay|3", "pay|4"]
    for step in (*data, "pay|q1", "pay|q1b", "pay|q2", "pay|q2a"):
        shown.append(f">>> {step}\n\n{page(await press(f'lrn|{step}', real))}")
    same("learn-pay", "\n\n\n".join(shown))


@pytest.mark.parametrize("language", sorted(LIBRARY.languages))
async def test_every_button_of_every_lesson_leads_on_in_every_language(language: str, real: Services) -> None:
    seen, open_ones = set[str](), ["lrn|menu"]
    while open_ones:
        data = open_ones.pop()
        if data in seen or not data.startswith("lrn|"):
            continue
        seen.add(data)
        reply = await press(data, real, language=language)
        assert "{" not in reply.html and "too old" not in reply.html
        rows = (*reply.rows, *(reply.poll.rows if reply.poll else ()))
        assert all(len(data.encode()) <= LONGEST_DATA and label.strip() for row in rows for label, data in row)
        open_ones += [data for row in rows for _, data in row]
    quizzes = sum(len(lesson.right) for lesson in LESSONS.values())
    pages = sum(lesson.pages for lesson in LESSONS.values())
    assert len({data.removesuffix("!") for data in seen}) == pages + quizzes * 4 + len(["menu", "close"])


@pytest.mark.parametrize("data", ["pay|9", "pay|0", "pay|q3", "pay|q1d", "nope|1", "", "pay", "pay|1|2", "pay|²"])
async def test_a_button_we_did_not_write_is_answered_as_too_old(data: str, real: Services) -> None:
    assert "too old" in (await press(f"lrn|{data}", real)).html


async def test_a_wrong_answer_is_told_without_blame_and_names_the_better_one(real: Services) -> None:
    right, other = await press("lrn|pay|q1b", real), await press("lrn|pay|q1a", real)
    assert plain(right.html).startswith("That fits.")
    assert "Ask the labour office about the law before paying" in other.html
    assert "wrong" not in other.html.lower()


@pytest.mark.parametrize(
    ("country", "lesson", "said"),
    [
        ("Nepal", "pay", "For work in Malaysia, Qatar"),
        ("Qatar", "pay", "In Qatar the law lets no recruiter"),
        ("Chad", "pay", "The law limits such fees in some places."),
        ("Nepal", "names", "dofe.gov.np"),
        ("Philippines", "travel", "Help: "),
    ],
)
async def test_the_last_page_adds_what_holds_in_the_readers_country(
    country: str, lesson: str, said: str, real: Services
) -> None:
    assert "Tell me your country" in (await press(f"lrn|{lesson}|4", real)).html
    await talk(Command(AT, "country", country), real)
    reply = await press(f"lrn|{lesson}|4", real)
    assert said in plain(reply.html)
    assert not any(data.startswith("cc|") for row in reply.rows for _, data in row)


@pytest.mark.parametrize("language", ["ar", "ur", "fa"])
async def test_from_right_to_left_the_numbers_of_a_lesson_keep_their_own_direction(
    language: str, real: Services
) -> None:
    assert "\u2068" in (await press("lrn|pay|2", real, language=language)).html.splitlines()[0]


async def test_a_quiz_is_sent_as_telegrams_own_and_goes_on_below_it(real: Services) -> None:
    async with bot_api() as api, listening(api, real):
        await api.give(tg.press("lrn|pay|q1", tg.message(text="a page")))
        quiz = await api.sent(1, "sendPoll")
        assert (quiz["type"], quiz["correct_option_ids"], quiz["is_anonymous"]) == ("quiz", [1], True)
        assert len(quiz["options"]) == 3 and len(quiz["explanation"]) <= 200
        buttons = [b for row in quiz["reply_markup"]["inline_keyboard"] for b in row]
        assert [b["callback_data"] for b in buttons] == ["lrn|pay|q2", "lrn|menu!", "lrn|close!"]
        await emptied(real)
        assert not api.made("sendMessage")


async def test_where_telegram_takes_no_quiz_its_questions_come_as_buttons(real: Services) -> None:
    async with bot_api() as api, listening(api, real):
        api.refuse["sendpoll"] = (400, "Bad Request: not enough rights to send polls to the chat", {})
        await api.give(tg.press("lrn|pay|q1", tg.message(text="a page")))
        sent = await api.sent(1)
        buttons = [b["callback_data"] for row in sent["reply_markup"]["inline_keyboard"] for b in row]
        assert buttons == ["lrn|pay|q1a", "lrn|pay|q1b", "lrn|pay|q1c"]


async def test_a_quiz_that_was_sent_is_not_sent_again(real: Services) -> None:
    reply = await press("lrn|pay|q1", real)
    assert unpacked(packed(Plan([reply]))).replies == [reply]
    async with bot_api() as api, Bot(TOKEN, f"{api.base_url}/bot") as bot:
        await deliver(bot, Press(AT, "lrn|pay|q1", "t"), [reply], Sent())
        assert not api.made("sendPoll") and not api.made("sendMessage")


class Sent:
    """An earlier try has sent everything."""

    left = False

    async def before(self) -> int:
        return 5001

    def sent(self, number: int) -> None:
        raise AssertionError(f"{number} was sent")


@pytest.mark.parametrize("words", ["/learn", "/learn@SecondLookBot", "/LEARN@secondlookbot"])
def test_a_group_may_ask_for_the_lessons(words: str) -> None:
    found = read(tg.update(in_group(words, None)), OWN)
    assert isinstance(found, Command)
    assert (found.at.chat, found.name) == (-500, "learn")


@pytest.mark.parametrize("words", ["/learn@OtherBot", "/learning", "let us /learn", "/story"])
def test_nothing_like_it_wakes_the_lessons_in_a_group(words: str) -> None:
    assert read(tg.update(in_group(words, None)), OWN) is None


@pytest.mark.parametrize(("data", "heard"), [("lrn|pay|1", True), ("why|smjWz", False), ("sty|house|", False)])
def test_in_a_group_only_buttons_of_lessons_are_heard(data: str, heard: bool) -> None:
    there = tg.message(text="a page") | {"chat": {"id": -500, "type": "supergroup", "title": "Canarygroup"}}
    assert (read(tg.update(tg.press(data, there)), OWN) is not None) == heard


async def test_in_a_group_nothing_is_asked_about_a_country_and_no_story_is_offered(real: Services) -> None:
    menu = await press("lrn|menu", real, chat=-500)
    last = await press("lrn|pay|4", real, chat=-500)
    data = [data for reply in (menu, last) for row in reply.rows for _, data in row]
    assert all(d.startswith(f"{learn.VERB}|") for d in data)
    assert "your country" not in last.html


async def test_a_group_takes_a_quiz_together(real: Services) -> None:
    there = tg.message(text="a page") | {"chat": {"id": -500, "type": "supergroup", "title": "Canarygroup"}}
    async with bot_api() as api, listening(api, real):
        await api.give(tg.press("lrn|online|q2", there))
        quiz = await api.sent(1, "sendPoll")
        assert (quiz["chat_id"], quiz["correct_option_ids"]) == (-500, [2])
