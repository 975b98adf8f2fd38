"""The single lines of a reply: a sign with its quote, the helpline, what was checked. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from bot import fees
from bot import help as places
from bot.codes import Need
from bot.markup import esc, small
from bot.quote import quoted
from bot.texts import Texts
from checks.model import Finding, Offer, Verdict
from content.model import Library

T = TypeVar("T")
FACT_LIMIT = 120  # code points
Facts = dict[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """Everything a page is made of."""

    verdict: Verdict
    offer: Offer
    texts: Texts
    library: Library
    today: date
    unread: str = ""  # what came along and can't be read ("photo"), or ""
    made: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` makes, made once: the ten forms that are tried for a page share most of their lines."""
        if key not in self.made:
            self.made[key] = make()
        found: T = self.made[key]
        return found


def need_of(verdict: Verdict) -> Need:
    """Which kind of help: control signs count more, because the harm is worse. Never both mixed."""
    control = verdict.axes.get("control", 0)
    return "control" if control and control >= verdict.axes.get("money", 0) else "money"


def said(finding: Finding, texts: Texts, part: str, length: int = 60) -> str:
    """A flag's title or body with the finding's quote and facts in it, all of them made harmless."""
    return _said(finding, texts, part, facts_of(finding) | {"quote": quoted(finding.quote, length)})


def _said(finding: Finding, texts: Texts, part: str, values: Facts) -> str:
    return texts.first((f"flag.{finding.flag}.{part}", f"flag-default.{part}"), **values)


def reason(finding: Finding, texts: Texts, quote: str, facts: Facts | None = None) -> str:
    """ "They ask you to pay first: “send $150 today”", and what a check has found out about it.

    `quote` is the finding's, made short and harmless; `facts`: those of the finding (`facts_of`), where they are at
    hand.
    """
    facts = facts_of(finding) if facts is None else facts
    title = _said(finding, texts, "title", facts | {"quote": quote}).rstrip(".")
    bare = not quote or f"“{quote}”" in title
    line = f"{title}." if bare else texts.say("reply.reason", title=title, quote=quote)
    found = texts.first((f"fact.{name}" for name in finding.facts), **facts)
    return f"{line.removesuffix('.')}. {found}" if found else line


def facts_of(finding: Finding) -> Facts:
    """What a check found out, made harmless; addresses out of our own lists stay as people need them."""
    ours = {"real_domain", "link"} if "authority" in finding.facts else {"real_domain"}
    facts = finding.facts.items()
    return {name: value if name in ours else quoted(value, FACT_LIMIT) for name, value in facts}


MOST_TOLD = 2


def told(view: View) -> list[str]:
    """What background findings say that count for nothing: rows of official lists, in the lists' words."""
    flags = view.library.flags
    context = [f for f in view.verdict.findings if f.flag in flags and flags[f.flag].strength == "context"]
    lines = [view.texts.first((f"told.{finding.flag}",), **facts_of(finding)) for finding in context]
    return list(dict.fromkeys(line for line in lines if line))[:MOST_TOLD]


def laws(view: View, *, full: bool) -> list[str]:
    """What the law says about the fees in the text."""

    def name_of(code: str) -> str:
        country = view.library.countries.get(code)
        return (view.texts.say(f"place.{code}") or country.name) if country else code

    return list(fees.lines(view.verdict.notes, view.texts, name_of, full=full))


def help_line(view: View, numbers: bool) -> str:
    """One place that helps, with its date and one or all of its numbers; else how to find one."""
    texts, country = view.texts, view.offer.country
    if not country:
        return esc(texts.say("reply.helpline-ask"))
    rows = places.helplines(view.library.countries, country, need_of(view.verdict), view.today)
    if not rows:
        return esc(texts.say("reply.helpline-any"))
    who = places.describe(rows[0], texts, view.today, detail=1 if numbers else 0)
    return esc(texts.say("reply.helpline", who=who))


def checked_line(view: View) -> str:
    """What was looked at and what was not: a check that failed is named, and what came along unread."""
    texts = view.texts
    left = [part.split(":")[0] for part in view.verdict.unchecked] + ([view.unread] if view.unread else [])
    missed = _listed(texts, left)
    named = [name for name in view.verdict.checked if texts.has(f"part.{name}")]
    done = [word for word in _listed(texts, named) if word not in missed]
    what = [texts.say("reply.unchecked"), *missed]
    return small(texts.say("reply.checked", done=", ".join(done), what=", ".join(what)))


def _listed(texts: Texts, names: Iterable[str]) -> list[str]:
    """The everyday names of checks, each once; one that nobody has named in texts is "one part of it"."""
    return list(dict.fromkeys(texts.first((f"part.{name}", "part.other")) for name in names))
