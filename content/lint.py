"""What a type alone cannot say about the content: one small function a promise, each returning problems.

A broken promise is a problem with file, key, what is wrong and what to do; warnings do not fail the lint.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from content import lint_lessons, lint_texts, workshops
from content.country import Helpline
from content.files import ROOT, read
from content.model import STRENGTH_POINTS, Language, Library, Phrase, Problem
from content.sources import SourceError, read_source

STALE_AFTER_DAYS = 180  # a "checked on" older than this is no longer shown; the lint warns before users miss it
SOURCE_YEARS = 2  # as long as the bot shows a number nobody has called (bot/help.py)
LEAST_EXAMPLES = 2  # of `match` and of `ignore` beside every phrase
VOICES = (
    "notice", "heading", "news", "report", "question", "condition", "duty", "disclaimer", "false-warning",
)  # fmt: skip
_URL = re.compile(r"https?://[^\s]+\.[^\s]+")


def lint(root: Path = ROOT, today: datetime.date | None = None) -> list[Problem]:
    """Every problem in the content under `root`, in the order of the files."""
    library, problems = read(root)
    day = today or datetime.datetime.now(datetime.UTC).date()
    for promise in PROMISES:
        problems += promise(library)
    problems += stale(library, day)
    problems += lists_can_be_read(root)
    return problems


def lists_can_be_read(root: Path) -> Iterator[Problem]:
    """Definitions of lists that operators may add."""
    for path in sorted((root / "lists").glob("*.toml")):
        try:
            read_source(path)
        except SourceError as error:
            yield Problem(f"lists/{path.name}", "-", str(error), "Compare with another definition")


def points_fit_strength(library: Library) -> Iterator[Problem]:
    for flag in library.flags.values():
        low, high = STRENGTH_POINTS[flag.strength]
        if not low <= flag.points <= high:
            yield Problem(
                f"flags/{flag.group}.toml", flag.id, f"{flag.points} points do not fit “{flag.strength}”",
                f"Give {low} to {high}, or argue another strength",
            )  # fmt: skip


def flags_are_argued(library: Library) -> Iterator[Problem]:
    for flag in library.flags.values():
        file = f"flags/{flag.group}.toml"
        if not flag.why.strip():
            yield Problem(file, f"{flag.id}.why", "is empty", "Say in a sentence why it weighs what it weighs")
        if flag.strength != "context" and not flag.innocent:
            yield Problem(file, f"{flag.id}.innocent", "is empty", "Name an honest text that looks like it")
        yield from _links(file, f"{flag.id}.sources", flag.sources, needed=flag.strength != "context")


def parts_are_known(library: Library) -> Iterator[Problem]:
    known = library.flags.keys() | library.cues.keys()
    for flag in library.flags.values():
        for name in {n for parts in flag.when for n in parts} - known:
            yield Problem(f"flags/{flag.group}.toml", f"{flag.id}.when", f"“{name}” is no cue and no flag", "Mend it")


def scripts_name_flags(library: Library) -> Iterator[Problem]:
    for script in library.scripts.values():
        file = f"scripts/{script.id}.toml"
        for name in {*script.flags, *script.needs} - library.flags.keys():
            yield Problem(file, "flags", f"there is no flag “{name}”", "Mend the name")
        for name in set(script.needs) - set(script.flags):
            yield Problem(file, "needs", f"“{name}” is not among the flags of this script", "Add it to flags")
        yield from _links(file, "sources", script.sources, needed=script.evidence == "sourced")


def questions_name_flags(library: Library) -> Iterator[Problem]:
    for question in library.questions.values():
        for name in {*question.yes, *question.no, *question.unknown} - library.flags.keys():
            yield Problem("questions.toml", question.id, f"there is no flag “{name}”", "Mend the name")


def phrases_name_one_thing(library: Library) -> Iterator[Problem]:
    for language in library.languages.values():
        for phrase in language.phrases:
            yield from _phrase(language, phrase, library)


def _phrase(language: Language, phrase: Phrase, library: Library) -> Iterator[Problem]:
    file = f"languages/{language.tag}/phrases"
    subject = phrase.flag or phrase.cue or phrase.voice
    key = f"{subject}: {phrase.say[0] if phrase.say else '?'}"
    if sum(map(bool, (phrase.flag, phrase.cue, phrase.voice))) != 1:
        yield Problem(file, key, "names not exactly one of flag, cue and voice", "Keep one of the three")
    elif subject not in {*library.flags, *library.cues, *VOICES}:
        yield Problem(file, key, f"there is no flag, cue or voice “{subject}”", "Mend the name")
    if not phrase.say:
        yield Problem(file, key, "says nothing", "Add a pattern to say")
    if len(phrase.match) < LEAST_EXAMPLES or len(phrase.ignore) < LEAST_EXAMPLES:
        yield Problem(
            file, key, f"has {len(phrase.match)} match and {len(phrase.ignore)} ignore examples",
            f"Write at least {LEAST_EXAMPLES} of each",
        )  # fmt: skip


def helplines_have_sources(library: Library) -> Iterator[Problem]:
    for country in library.countries.values():
        file = f"countries/{country.code.lower()}.toml"
        for line in (*country.helplines, *country.emergency):
            yield from _links(file, f"{line.name}.source", (line.source,), needed=True)
            if line.status == "shown" and not (line.phone or line.from_abroad or line.message or line.url):
                yield Problem(file, line.name, "is shown but gives no way to reach it", "Hide it or add one")
            if line.from_abroad and not line.from_abroad.lstrip("( ").startswith(("+", "00")):
                yield Problem(file, f"{line.name}.from_abroad", "does not start with +", "Give the international form")


def rows_have_sources(library: Library) -> Iterator[Problem]:
    for country in library.countries.values():
        file = f"countries/{country.code.lower()}.toml"
        for key, source in [
            *((r.name, r.source) for r in country.registers),
            *((f.law, f.source) for f in country.fees),
            *((w.measure, w.source) for w in country.wages),
        ]:
            yield from _links(file, f"{key}.source", (source,), needed=True)


def lists_are_whole(library: Library) -> Iterator[Problem]:
    for entry in library.agencies:
        file, rows = f"agencies/{entry.id}.csv", len(entry.entities)
        if not entry.min_rows <= rows <= entry.max_rows:
            yield Problem(
                file,
                "-",
                f"{rows} rows, expected {entry.min_rows} to {entry.max_rows}",
                "Read the list again",
            )
        for word in {e.status for e in entry.entities} - entry.statuses.keys():
            yield Problem(f"agencies/{entry.id}.toml", "statuses", f"“{word}” is not explained", "Say its class")
        ids = [e.id for e in entry.entities]
        for double in {i for i in ids if ids.count(i) > 1} if len(ids) != len(set(ids)) else ():
            yield Problem(file, double, "this id stands twice", "Give each row an id of its own")


def known_texts_name_flags(library: Library) -> Iterator[Problem]:
    for text in library.known:
        for name in set(text.flags) - library.flags.keys():
            yield Problem("known.csv", text.id, f"there is no flag “{name}”", "Mend the name")
        if not text.flags or not text.fingerprint:
            yield Problem("known.csv", text.id, "has no flags or no fingerprint", "Make the row again")


def brands_are_distinct(library: Library) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for brand in library.brands:
        for domain in brand.domains:
            if owner.setdefault(domain, brand.name) != brand.name:
                yield Problem(
                    f"brands/{brand.category}.toml", brand.name, f"{domain} is also given to {owner[domain]}",
                    "Leave it with its owner", warning=True,
                )  # fmt: skip


def stale(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Warnings for helplines last called too long ago and lists past their age: users no longer see them as current."""
    for country in library.countries.values():
        for line in country.helplines:
            if line.checked_on and (today - line.checked_on).days > STALE_AFTER_DAYS:
                yield Problem(
                    f"countries/{country.code.lower()}.toml", line.name,
                    f"last checked on {line.checked_on}", "Call it and set checked_on", warning=True,
                )  # fmt: skip
    for country in library.countries.values():
        for line in (*country.helplines, *country.emergency):
            yield from _source_date(f"countries/{country.code.lower()}.toml", line, today)
    for entry in library.agencies:
        if (today - entry.list_date).days > entry.max_age_days:
            yield Problem(
                f"agencies/{entry.id}.toml", "list_date", f"{entry.list_date} is past {entry.max_age_days} days",
                "Load a newer list; until then it is shown as old", warning=True,
            )  # fmt: skip


def _source_date(file: str, line: Helpline, today: datetime.date) -> Iterator[Problem]:
    """A date that lies ahead is a mistake; a shown row whose source is old no longer shows its number."""
    year = line.source_date[:4]
    if not year.isdecimal() or line.checked_on:
        return
    if int(year) > today.year:
        yield Problem(file, f"{line.name}.source_date", f"{line.source_date} has not come yet", "Mend the date")
    elif line.status == "shown" and today.year - int(year) > SOURCE_YEARS:
        yield Problem(
            file, f"{line.name}.source_date", f"{line.source_date} is old, so its number is no longer shown",
            "Call it and set checked_on, or read a newer page", warning=True,
        )  # fmt: skip


def _links(file: str, key: str, sources: Iterable[str], *, needed: bool) -> Iterator[Problem]:
    sources = tuple(sources)
    if needed and not sources:
        yield Problem(file, key, "no source", "Give the page it was read on")
    for source in sources:
        if not _URL.match(source):
            yield Problem(file, key, f"“{source}” is not a web address", "Give the page it was read on")


PROMISES = (
    *lint_texts.PROMISES,
    *lint_lessons.PROMISES,
    workshops.workshops_are_written,
    points_fit_strength,
    flags_are_argued,
    parts_are_known,
    scripts_name_flags,
    questions_name_flags,
    phrases_name_one_thing,
    helplines_have_sources,
    rows_have_sources,
    lists_are_whole,
    brands_are_distinct,
    known_texts_name_flags,
)
