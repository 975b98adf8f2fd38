"""What the law says about fees, as lines of a reply: "note.fee-cap=NP|NPR 10,000|law|source" in words. Pure."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from bot.texts import Texts
from checks.caps import Cap
from content.country import Country

CAP, OFFICIAL = "note.fee-cap=", "note.fee-official="


def ours(note: str) -> bool:
    """Is this note one that is put in words here?"""
    return note.startswith((CAP, OFFICIAL))


def rules_of(countries: Mapping[str, Country], code: str) -> list[Cap]:
    """What the law of one country says about any such fee, what holds everywhere first; never an outdated page."""
    rules = countries[code].fees if code in countries else ()
    caps = [Cap(code, rule) for rule in rules if rule.payer == "worker" and rule.confidence != "low"]
    return sorted((cap for cap in caps if cap.text), key=lambda cap: (bool(cap.rule.work), bool(cap.rule.places)))


def note_of(cap: Cap) -> str:
    return f"{CAP}{cap.country}|{cap.text}|{cap.rule.law}|{cap.rule.source}"


def lines(notes: tuple[str, ...], texts: Texts, name_of: Callable[[str], str], *, full: bool) -> Iterator[str]:
    """Plain lines; `name_of` names a country by its code. `full` names every law, otherwise the first one, shortly."""
    caps = [note.removeprefix(CAP) for note in notes if note.startswith(CAP)]
    for cap in caps if full else caps[:1]:
        yield _cap(cap, texts, name_of, full=full)
    for note in notes:
        if note.startswith(OFFICIAL):
            yield texts.say("fees.official", host=note.removeprefix(OFFICIAL))


def _cap(about: str, texts: Texts, name_of: Callable[[str], str], *, full: bool) -> str:
    country, cap, law, source = about.split("|", 3)
    key, amount = _shape(cap)
    keys = (key,) if full else (f"{key}-short", key)
    claim = texts.first(keys, country=name_of(country), cap=amount)
    host = urlsplit(source).hostname or ""
    read = texts.say("fees.source", law=law, source=host) if full and law else texts.say("fees.page", source=host)
    return f"{claim} {read}"


def _shape(cap: str) -> tuple[str, str]:
    """Which text a cap is said with, and what stands in it: "0", "NPR 10,000", "1 m", "0.1 m", "1 m/y"."""
    amount, _, unit = cap.rpartition(" ")
    match amount, unit:
        case "", "0":
            return "fees.none", ""
        case "0.1", "m":
            return "fees.tenth", ""
        case "1", "m":
            return "fees.month-1", ""
        case "1", "m/y":
            return "fees.year-1", ""
        case months, "m":
            return "fees.months", months
        case months, "m/y":
            return "fees.years", months
        case _:
            return "fees.amount", cap
