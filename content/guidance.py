"""What guides a conversation, as frozen values: which question comes first, and what helps when it already happened."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Place = Literal["money", "control", "child", "images"]  # what kind of help, as in `bot.codes.Need`


@dataclass(frozen=True, slots=True)
class QuestionOrder:
    """Which questions to ask, in that order, when a sign of one of `groups` is there. `content/question_order.toml`."""

    id: str
    ask: tuple[str, ...]
    groups: tuple[str, ...] = ()  # groups of flags; none: always, after all others


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that has already happened. `content/happened.toml`, `[<id>]`; its words are `happened.<id>.*`.

    `danger`: the person may be held or watched: neutral words first, help before steps, nothing else.
    """

    id: str
    need: Place
    steps: int  # how many texts `happened.<id>.step-<n>` there are
    sources: tuple[str, ...]
    danger: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Platform:
    """Where offers are found. `content/platforms.toml`, `[<id>]`; its words are `platform.<id>.*` in the texts.

    `official`: at least one source is its own help page.
    """

    id: str
    sources: tuple[str, ...]
    read_on: date
    official: bool
    note: str = ""
