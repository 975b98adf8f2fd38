"""The page for danger now: at most six lines, help before any analysis. Pure.

From the safety rules, sections B and C: a first line that says nothing to somebody who glances at the phone,
who can be called, one line for the situation, at most a short reason. No orders, no blame, no promise,
nothing about points.
"""

from collections.abc import Iterable
from datetime import date

from bot import help as places
from bot.buttons import memo_of, under_urgent
from bot.codes import Need
from bot.markup import esc, untappable
from bot.model import Reply
from bot.quote import quoted
from bot.texts import Texts
from checks.model import Offer, Verdict
from content.country import Country, Helpline
from content.model import Library

# Which situation a flag means; the gravest first. A flag of action "emergency-first" that is not here is
# "danger".
SITUATIONS: dict[str, tuple[str, ...]] = {
    "despair": ("words-of-despair",),
    "danger": ("ransom-or-violence",),
    "images": ("threat-intimate",),
    "child": ("minor-appears", "minor-grooming-mission", "adoption-child-transfer"),
    "held": ("cant-leave", "watched-phone", "controlled-answers"),
    "travel": ("met-by-stranger-change-plan",),
    "debt": ("fine-or-pay-back-trip",),
    "crime": ("fraud-work-request",),
}
UNQUOTED = frozenset({"despair", "held", "child", "images"})  # somebody may read along, or the words themselves hurt
QUOTE_LIMIT = 40  # code points; this page is shorter than others


def situation(flags: Iterable[str]) -> str:
    """The gravest situation among `flags`."""
    found = set(flags)
    return next((name for name, ids in SITUATIONS.items() if found.intersection(ids)), "danger")


def need_in(name: str) -> Need:
    """The kind of help for a situation."""
    return "images" if name == "images" else "child" if name == "child" else "control"


def render(verdict: Verdict, offer: Offer, texts: Texts, library: Library, today: date) -> Reply:
    flags = [f for f in verdict.flags if f in library.flags and library.flags[f].emergency]
    name = situation(flags)
    lines = [
        esc(texts.say("urgent.first")),
        esc(texts.say("urgent.despair")) if name == "despair" else "",
        call_line(library.countries, offer.country, texts, today),
        _helpline(library, offer.country, need_in(name), texts, today) if name != "despair" else "",
        esc(texts.say(f"urgent.{name}")) if name != "despair" else _crisis(library, offer.country, texts, today),
        _because(verdict, flags, name, texts),
    ]
    memo = memo_of(verdict, need_in(name), flags)
    return Reply("\n".join(filter(None, lines)), under_urgent(texts, memo, offer.country))


def call_line(countries: dict[str, Country], country: str, texts: Texts, today: date) -> str:
    """The emergency number with its date, or the words for it where we may not show one."""
    row = places.emergency(countries, country, today)
    if row is None:
        return esc(texts.say("urgent.call-general"))
    number = f"{texts.apart(row.phone)} ({places.date_of(row, texts)})"
    return esc(texts.say("urgent.call", number=number))


def _crisis(library: Library, country: str, texts: Texts, today: date) -> str:
    """The country's crisis line, where we may show one."""
    known = library.countries.get(country)
    rows = [r for r in (known.emergency if known else ()) if r.kind == "crisis" and places.callable_now(r, today)]
    return esc(texts.say("urgent.helpline", who=places.describe(rows[0], texts, today))) if rows else ""


def _helpline(library: Library, country: str, need: Need, texts: Texts, today: date) -> str:
    rows = places.helplines(library.countries, country, need, today)
    if not rows:
        return esc(texts.say("urgent.helpline-none"))
    return dull(esc(texts.say("urgent.helpline", who=places.describe(rows[0], texts, today))), rows[0])


def dull(line: str, row: Helpline) -> str:
    """An escaped line with the row's web address set so that it can't be tapped."""
    url = places.short_url(row.url)
    return line.replace(esc(url), untappable(url)) if url else line


def _because(verdict: Verdict, flags: list[str], name: str, texts: Texts) -> str:
    found = next((f for f in verdict.findings if f.flag in flags and f.quote), None)
    if found is None or name in UNQUOTED:
        return ""
    return esc(texts.say("urgent.because", quote=quoted(found.quote, QUOTE_LIMIT)))
