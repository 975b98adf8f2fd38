"""Logs say where and of what kind, never in whose words."""

import logging
import sys

import pytest

from bot.logs import Discreet, kind


def record(name: str, words: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, words, args, info)


def test_our_own_words_are_printed() -> None:
    assert "bot.send: refused: BadRequest" in Discreet().format(record("bot.send", "refused: %s", "BadRequest"))


@pytest.mark.parametrize("name", ["httpx", "telegram.ext.Updater", "asyncio", "py.warnings", "bottle"])
def test_words_of_libraries_are_not(name: str) -> None:
    line = Discreet().format(record(name, "HTTP Request: POST /bot%s/sendMessage", "1:canary"))
    assert "canary" not in line
    assert name in line


def test_an_error_shows_its_kind_and_place_and_not_its_words() -> None:
    try:
        int("canary")
    except ValueError as error:
        line = Discreet().format(record("bot.talk", "failed", error=error))
    assert "canary" not in line
    assert "ValueError at test_logs.py:" in line


def test_an_error_without_a_place_has_a_kind() -> None:
    assert kind(KeyError("canary")) == "KeyError"
    assert sys.excepthook is not None
