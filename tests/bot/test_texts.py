"""Looking up what people read."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import bot
from bot.talk import COMMANDS
from bot.texts import Texts, choose, offered, texts_of
from content.model import Language, Library
from tests.bot.reading import grade

CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(bot.__path__[0]).rglob("*.py"))
SAID = sorted(set(re.findall(r'say\(\s*"([a-z][a-z0-9.-]+)"', CODE)))


def with_languages(library: Library, **hello: str) -> Library:
    made = {tag: Language(tag, tag, tag, "draft", texts={"start.hello": text}) for tag, text in hello.items()}
    return replace(library, languages=library.languages | made)


def test_english_stands_behind_every_language() -> None:
    texts = Texts("es", {"a": "hola"}, {"a": "hello", "b": "bye"})
    assert (texts.say("a"), texts.say("b"), texts.say("c")) == ("hola", "bye", "")


def test_places_are_filled_and_a_missing_value_hides_nothing() -> None:
    texts = Texts("en", {"a": "Pay {money} to {who}. {Not a place} {}"}, {})
    assert texts.say("a", money="$5") == "Pay $5 to …. {Not a place} {}"


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert Texts("en", {"a": "{quote}"}, {}).say("a", quote="{quote}") == "{quote}"


def test_from_right_to_left_a_number_keeps_its_own_direction() -> None:
    arabic = Texts("ar", {"a": "اتصل بـ {phone}", "b": "ساعة {who}"}, {}, rtl=True)
    assert arabic.say("a", phone="+41 22 717") == "\u200fاتصل بـ \u2068+41 22 717\u2069"
    assert arabic.say("b", who=arabic.say("a", phone="1")).count("\u2068") == 1  # pieces are set apart once
    assert Texts("en", {"a": "call {phone}"}, {}).say("a", phone="1") == "call 1"


def test_only_languages_with_screens_are_offered(library: Library) -> None:
    both = with_languages(library, xx="hi", yy="")
    assert "xx" in offered(both)
    assert "yy" not in offered(both)


@pytest.mark.parametrize(
    ("wishes", "tag"),
    [(("xx", "en"), "xx"), (("", "xx-YY"), "xx"), (("zz",), "en"), ((), "en"), (("zz", "xx"), "xx")],
)
def test_the_first_language_we_can_answer_in_is_taken(wishes: tuple[str, ...], tag: str, library: Library) -> None:
    assert choose(with_languages(library, xx="hi"), *wishes) == tag


@pytest.mark.parametrize("key", SAID)
def test_every_text_the_code_says_is_written(key: str, library: Library) -> None:
    assert texts_of(library, "en").has(key)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_description_telegram_takes(name: str, texts: Texts) -> None:
    assert 0 < len(texts.say(f"command.{name}")) <= 256


def test_the_descriptions_of_the_bot_fit_telegram(texts: Texts) -> None:
    assert 0 < len(texts.say("bot.description")) <= 512
    assert 0 < len(texts.say("bot.short")) <= 120


def test_every_screen_text_is_at_grade_six_or_lower_on_the_whole(texts: Texts) -> None:
    parts = ("reply", "urgent", "urgent-more", "none", "todo", "start", "help", "delete", "unreadable", "country")
    for part in parts:
        lines = [text for key, text in texts.own.items() if key.startswith(f"{part}.")]
        assert grade("\n".join(lines)) <= 6, part
