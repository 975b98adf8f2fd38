"""What the lists say about a name, number or address that somebody asks about: `python -m checks agency`, `/agency`."""

from datetime import date
from typing import Any

from checks.agencies.register import MOST_CANDIDATES, Candidate, Register, Standing

Answer = list[Candidate]

LONGEST = 200  # characters of what is asked

WORDS = {
    Standing.NEGATIVE: "listed",
    Standing.SANCTION: "under sanctions",
    Standing.LICENSED: "licence",
    Standing.ENDED: "has ended",
    Standing.OLD: "an old list",
    Standing.NEUTRAL: "for information",
}


def look_up(asked: str, register: Register) -> Answer:
    """Up to three rows that fit, the best first, none of them picked. A row of each kind comes before a second one."""
    found = register.look_up(asked[:LONGEST])
    first = {candidate.row.is_licence: candidate for candidate in reversed(found)}
    ranked = sorted(first.values(), key=lambda candidate: -candidate.score)
    return [*ranked, *(candidate for candidate in found if candidate not in ranked)][:MOST_CANDIDATES]


def as_object(asked: str, answer: Answer, today: date) -> dict[str, Any]:
    return {"asked": asked, "candidates": [_fields(candidate, today) for candidate in answer]}


def _fields(candidate: Candidate, today: date) -> dict[str, Any]:
    row = candidate.row
    return row.facts() | {
        "class": row.kind,
        "standing": row.standing(today).value,
        "country": row.list.country,
        "licence": row.entity.licence,
        "how": candidate.how,
        "score": round(candidate.score, 1),
    }


def in_words(answer: Answer, today: date) -> str:
    """Plain lines for a terminal."""
    if not answer:
        return "It is on none of the lists here. That proves nothing: most firms are on none."
    lines = [_line(candidate, today) for candidate in answer]
    return "\n".join([*lines, "It may be another firm of this name. Call the number on the authority's own register."])


def _line(candidate: Candidate, today: date) -> str:
    facts = candidate.row.facts()
    alike = f"{WORDS[candidate.row.standing(today)]}; same by {candidate.how}, {candidate.score:.0f} of 100"
    said = f"{facts['name']} — {facts['authority']}: “{facts['status']}”, {facts['date']}"
    return f"{said} ({alike}) {facts['link']}"
