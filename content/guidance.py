"""What guides a conversation, as frozen values: questions, what helps when it already happened, lessons and stories."""

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Fact:
    """Where something a lesson says comes from. `dated`: the source's own year, month or day, or ""."""

    says: str
    source: str
    read_on: date
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of `/learn`. `content/learn.toml`, `[<id>]`; its words are `learn.<id>.*`.

    `right`: for each quiz the letter of the option that is right. `adds`: what our lists add behind the last page.
    """

    id: str
    pages: int
    right: tuple[Literal["a", "b", "c"], ...]
    adds: Literal["fees", "registers", "help"]
    need: Place
    fact: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One place in a story: `to` are the nodes its choices lead to, or `end` the kind of help that is shown there."""

    to: tuple[str, ...] = ()
    end: Place | None = None
    signs: tuple[str, ...] = ()  # flags that the recruiter shows here
    job: bool = False  # an end with a job, after things were checked


@dataclass(frozen=True, slots=True)
class Story:
    """A story of `/story`. `content/story.toml`, `[<id>]`; its words are `story.<id>.*`. It begins at `start`."""

    id: str
    nodes: dict[str, Node]
    sources: tuple[str, ...]
    read_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """What people learn with, in the order they see it."""

    lessons: dict[str, Lesson] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """One made-up offer; its words are `workshop.<set>.<id>`. `shows`: the flags it must show, none if it is honest."""

    id: str
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferSet:
    """Offers that a room looks at together, in their order. `content/workshop.toml`, `[<id>]`."""

    id: str
    offers: tuple[Sample, ...]

    def keys(self) -> tuple[str, ...]:
        """The text keys of its offers, in their order."""
        return tuple(f"workshop.{self.id}.{offer.id}" for offer in self.offers)
