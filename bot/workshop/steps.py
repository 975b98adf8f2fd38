"""Where a workshop can stand, and what is asked there. Pure.

-1 people come in; 0 the question before; 1 to n the offers; n + 1 the question after; then it has ended. An offer is
open for votes first and `shown` then.
"""

from dataclasses import dataclass

from bot.store.workshops import HERE, Counts, Room
from bot.texts import Texts
from content.guidance import Sample
from content.model import Library

LEAST = 5  # answers; below, nothing is said about them
OFFER_ANSWERS = {1: "workshop.button.yes", 2: "workshop.button.no", 3: "workshop.button.unsure"}
NOTICE_ANSWERS = {number: f"workshop.step.{number}" for number in (1, 2, 3, 4)}
BEFORE = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A room and the offers it looks at."""

    room: Room
    offers: tuple[Sample, ...]

    @property
    def after(self) -> int:
        return len(self.offers) + 1

    @property
    def offer(self) -> Sample | None:
        """The offer the room stands at, if it stands at one."""
        return self.offers[self.room.step - 1] if BEFORE < self.room.step < self.after else None

    @property
    def asks(self) -> bool:
        """Are answers taken now?"""
        return BEFORE <= self.room.step <= self.after and not self.room.shown

    def key(self, step: int) -> str:
        """The text key of the offer at `step`."""
        return f"workshop.{self.room.work}.{self.offers[step - 1].id}"

    def choices(self, step: int) -> dict[int, str]:
        """Number and text key of every answer to what is asked at `step`."""
        return NOTICE_ANSWERS if step in (BEFORE, self.after) else OFFER_ANSWERS

    def next(self) -> tuple[int, bool] | None:
        """Where the room goes from here: step and shown. None: only the end is left."""
        if self.offer and not self.room.shown:
            return self.room.step, True
        return (self.room.step + 1, False) if self.room.step < self.after else None


def place(library: Library, room: Room) -> Place | None:
    """None when its set of offers is gone with an update of the program."""
    found = library.workshops.get(room.work)
    return Place(room, found.offers) if found else None


def head(at: Place, texts: Texts) -> str:
    """ "Offer 3 of 10", or which question it is; "" before and after."""
    if at.offer:
        return texts.say("workshop.offer", n=at.room.step, total=len(at.offers))
    names = {BEFORE: "workshop.question-before", at.after: "workshop.question-after"}
    return texts.say(names.get(at.room.step, ""))


def question(at: Place, texts: Texts) -> str:
    names = {BEFORE: "workshop.ask-before", at.after: "workshop.ask-after"}
    return texts.say(names.get(at.room.step, "workshop.ask-offer" if at.offer else ""))


def people(counts: Counts) -> int:
    return sum(counts.get(HERE, {}).values())


def answered(counts: Counts, step: int) -> int:
    return sum(counts.get(step, {}).values())


def result(at: Place, counts: Counts, texts: Texts, step: int) -> list[tuple[str, int]]:
    """Each answer in words and how many gave it; [] when too few have answered for saying so."""
    if answered(counts, step) < LEAST:
        return []
    return [(texts.say(key), counts[step].get(number, 0)) for number, key in at.choices(step).items()]
