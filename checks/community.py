"""What others asked about: handed in by whoever keeps counts, put beside a verdict as a note, worth no points. Pure.

Only identifiers that two reviewers confirmed get here, and never a number of people under five: a handful of reports
must not become a list, and nobody may find out whether one certain person asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from checks.model import Verdict

LEAST = 5  # people
NOTE = "note.others-asked"


@dataclass(frozen=True, slots=True)
class Heard:
    """An identifier ("phone", "handle", "email", "site", "wallet", "iban"), how many others asked, and since when."""

    kind: str
    times: int
    since: date


def with_heard(verdict: Verdict, heard: Iterable[Heard]) -> Verdict:
    """The verdict with a note on the one most asked about; level, flags and points stay as they are."""
    enough = [one for one in heard if one.times >= LEAST]
    if not enough:
        return verdict
    most = max(enough, key=lambda one: one.times)
    note = f"{NOTE}-{most.kind}={most.times}|{most.since.isoformat()}"
    return replace(verdict, notes=(*verdict.notes, note))


def carried(verdict: Verdict, before: Verdict) -> Verdict:
    """A newer verdict on the same offer, with what was heard for the one before."""
    heard = (note for note in before.notes if note.startswith(NOTE))
    return replace(verdict, notes=tuple(dict.fromkeys((*verdict.notes, *heard))))
