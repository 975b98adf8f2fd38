"""What is counted, for people: a title, what one row is, how it is drawn, and names in place of ids. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.desk.periods import Period
from bot.texts import texts_of
from content.model import Library

DASH = "not told"
MOST = 15  # rows of a page; the file has all


@dataclass(frozen=True, slots=True)
class Kind:
    """`drawn`: "bars", "days" (columns in time), "map", or "" for a number alone; `meaning` is for the dictionary."""

    key: str
    title: str
    row: str
    meaning: str
    drawn: str = "bars"


KINDS = (
    Kind("checks", "Checks", "Checks", "Messages that were checked, in private chats and in groups.", ""),
    Kind("day", "Checks per day", "Day", "Checks by the day they were made.", "days"),
    Kind("level", "How strong the warnings were", "Warning", "Checks by the level of the answer."),
    Kind("flag", "Signs that were seen most", "Sign", "Checks in which a sign was seen; a check can have several."),
    Kind("script", "Stories", "Story", "Checks that fit a known kind of story; each has at most one."),
    Kind("language", "Languages", "Language", "Checks by the language of the answer; not in groups."),
    Kind("country", "Countries of the readers", "Country", "Checks by the country the reader chose; not in groups."),
    Kind(
        "corridor", "Corridors", "From and to",
        "Checks by the country the reader chose and the first other country the offer names.", "map",
    ),
    Kind("helpline", "Places that help, as shown", "Place", "How often a place was named to somebody."),
    Kind("questions", "Questions answered", "Questions", "Rows of guided questions that were answered to the end.", ""),
    Kind("wrong", "“This is wrong”", "Why", "How often somebody said that an answer was wrong, and why."),
    Kind("came", "People who came through the link", "People", "Chats that opened the partner's link.", ""),
)  # fmt: skip
LEVELS = {
    "urgent": "Danger now", "stop": "Stop and check", "care": "Be careful", "none": "No known sign seen",
}  # fmt: skip
WRONG = {
    "real": "The offer is real", "miss": "A sign was missed", "words": "The words were not clear",
    "sign": "One sign does not fit",
}  # fmt: skip
FIXED = {
    "checks": {"checks": "Checks"}, "level": LEVELS, "wrong": WRONG, "questions": {"row": "Rows of questions"},
    "came": {"came": "People"}, "country": {"none": "Not chosen"},
}  # fmt: skip


def name_of(kind: str, value: str, library: Library) -> str:
    """A value for people, in English; what we have no name for stays as it is."""
    if value in FIXED.get(kind, {}):
        return FIXED[kind][value]
    texts = texts_of(library, "en")
    if kind == "flag":
        return texts.say(f"flag.{value}.title").rstrip(".") or value
    if kind == "script":
        return texts.say(f"script.{value}.name").rstrip(".") or value
    if kind == "language":
        return library.languages[value].english if value in library.languages else value
    if kind == "country":
        return _country(value, library)
    if kind == "corridor":
        return " → ".join(_country(code, library) for code in value.split(">"))
    return value


def _country(code: str, library: Library) -> str:
    return library.countries[code].name if code in library.countries else code


def in_time(numbers: Mapping[str, int], period: Period) -> list[tuple[str, int]]:
    """Every day of the period with its number, 0 for what is not told."""
    return [(day.isoformat(), numbers.get(day.isoformat(), 0)) for day in period.days]


def short_day(day: str) -> str:
    """ "Mon 9"."""
    return f"{date.fromisoformat(day):%a} {date.fromisoformat(day).day}"


def corridors(numbers: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """From, to, number."""
    return [(value.partition(">")[0], value.partition(">")[2], number) for value, number in numbers]


def wrong_share(told: Mapping[str, Mapping[str, int]]) -> str:
    """The share of answers that somebody called wrong, of the rounded numbers; or why it can't be told."""
    checks, wrong = sum(told.get("checks", {}).values()), sum(told.get("wrong", {}).values())
    if not checks:
        return DASH
    if not wrong:
        return f"{DASH}: fewer than 5 of {checks:,} checks"
    return f"about {wrong / checks:.0%} ({wrong:,} of {checks:,} checks)"
