"""Decides what an offer shows. Knows no Telegram, no database, and never goes online.

>>> from content import load
>>> checker = prepare(load())
>>> check("You must pay a registration fee of $50 by gift card to get this job.", checker).level.value
'stop'
"""

import time
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from checks import (
    agencies,
    contacts,
    destinations,
    documents,
    employer,
    fees,
    hiding,
    known,
    links,
    lookups,
    official,
    pay,
    payment,
    wording,
)
from checks.book import Proofs
from checks.join import join
from checks.model import Offer, Outcome, Verdict
from checks.negation import Negation
from checks.offer import BadOffer, Reading, read
from checks.phrases import Engine, build
from checks.verdict import decide
from checks.vocabulary import Known
from content import proofs
from content.model import Language, Library

__all__ = ["BadOffer", "Checker", "Offer", "Verdict", "check", "check_read", "prepare", "reading_of"]

KEPT = Path(__file__).parent / "__pycache__"
# Of work for one text; what has not run by then "could not be checked". That the machine is busy leaves nothing out.
TIME_LIMIT_S = 2.0


@dataclass(frozen=True, slots=True)
class Checker:
    """A library made ready for checking. Build it once with `prepare`; it can be shared between threads."""

    library: Library
    engine: Engine
    negations: Callable[[str], Negation]  # of a language, made when a text first speaks it
    brands: links.Index
    register: agencies.Register
    ordinary: Container[str]  # words of everyday offers: no name is found by them
    wages: pay.Wages
    known: known.Index
    today: Callable[[], date]  # lists grow old
    drafts_alone: bool = False  # may a phrase nobody has reviewed say "stop" by itself?


def prepare(
    library: Library,
    keep: Path | None = KEPT,
    today: Callable[[], date] = date.today,
    *,
    drafts_alone: bool = False,
    examples: Proofs | None = None,
) -> Checker:
    """Make the phrases ready and index the lists of `library`; raises PhraseError on a broken pattern.

    `keep` is where what was read of the phrases of the project's own content is kept for the next start; None reads
    them anew and keeps nothing. For other content `examples` gives its languages with the phrases' examples, which
    `load` leaves out. `drafts_alone` lets a phrase nobody has reviewed say "stop" by itself.
    """
    english = [x for x in library.languages.values() if x.tag == "en"]
    engine = build(library.languages.values(), keep, lru_cache(examples or _with_examples) if keep else None)
    return Checker(
        library,
        engine,
        lru_cache(lambda tag: Negation.of(library.languages[tag], *english)),
        links.index(library.brands, library.hosts, library.domain_words),
        agencies.index(library.agencies),
        Known(engine.vocabulary, engine.english),
        pay.index(library.countries.values(), library.rates),
        known.index(library.known),
        today,
        drafts_alone,
    )


def _with_examples() -> Mapping[str, Language]:
    return proofs().languages


def check(
    offer: Offer | str,
    checker: Checker,
    clock: Callable[[], float] = time.thread_time,
    learned: lookups.Learned | None = None,
) -> Verdict:
    """The verdict on one offer. Raises BadOffer when there is nothing that can be checked; nothing else.

    `learned` is what look-ups outside found about it, where an operator switched them on (`lookups.py`).
    """
    return check_read(reading_of(Offer(offer) if isinstance(offer, str) else offer, checker), checker, clock, learned)


def reading_of(offer: Offer, checker: Checker) -> Reading:
    """The offer as the checks see it. Raises BadOffer."""
    return read(offer, checker.engine.vocabulary, checker.engine.keys)


def check_read(
    reading: Reading,
    checker: Checker,
    clock: Callable[[], float] = time.thread_time,
    learned: lookups.Learned | None = None,
) -> Verdict:
    """`check` for an offer that is read already."""
    deadline = clock() + TIME_LIMIT_S
    outcomes: list[Outcome] = []
    for name, one in CHECKS:
        outcomes.append(_run(name, partial(one, reading, checker, outcomes), clock, deadline))
    if learned:
        outcomes += lookups.outcomes(reading.offer, learned, partial(_of_links, checker))
    outcomes.append(join(outcomes, checker.library.flags))
    outcomes = official.settle(reading, outcomes, checker.library.flags)
    return decide(outcomes, checker.library, drafts_alone=checker.drafts_alone)


# A check is a function of the reading, what was prepared, and the outcomes of the checks before it.
Check = Callable[[Reading, Checker, Sequence[Outcome]], Outcome]
CHECKS: tuple[tuple[str, Check], ...] = (
    ("wording", lambda r, c, _: wording.check(r, c.engine, c.negations, c.library.flags)),
    ("known", lambda r, c, _: known.check(r, c.known)),
    ("links", lambda r, c, _: links.check(r, c.brands)),
    ("contacts", lambda r, c, _: contacts.check(r, c.brands)),
    ("agencies", lambda r, c, _: agencies.check(r, c.register, c.today(), c.ordinary)),
    ("payment", lambda r, _c, _: payment.check(r)),
    ("pay", lambda r, c, _: pay.check(r, c.wages)),
    ("destinations", lambda r, c, _: destinations.check(r, c.library.destinations)),
    ("documents", lambda r, _c, _: documents.check(r)),
    ("fees", lambda r, c, done: fees.check(r, done, c.library.flags, c.library.countries, c.wages.rates)),
    ("hiding", lambda r, _c, done: hiding.check(r, done)),
    ("employer", lambda r, _c, done: employer.check(r, done)),
)


def _of_links(checker: Checker, offer: Offer) -> list[Outcome]:
    """What the checks of hosts say about `offer`: for the address behind a short link, put in its place."""
    reading = read(offer)
    return [one(reading, checker, ()) for name, one in CHECKS if name in ("links", "agencies")]


def _run(name: str, one: Callable[[], Outcome], clock: Callable[[], float], deadline: float) -> Outcome:
    """One check, its failure turned into "could not check": the person sees that, never a silence."""
    if clock() > deadline:
        return Outcome(name, unchecked="no time left")
    try:
        return one()
    except Exception as error:  # the border between checks: one that fails must not take the others along
        return Outcome(name, unchecked=f"failed ({type(error).__name__})")
