"""Reading an offer: the text folded, the things in it, and its tokens. The only place that puts the three together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex

from checks import disguise
from checks.fold import Folded, fold
from checks.model import Offer, Span
from checks.reading.entities import Entities, find_all
from checks.reading.money import COINS
from checks.slips import Keys, Slip
from checks.tokens import SLOTS, Tokens, tokenize

MOST_CHARACTERS = 200_000
MOST_GROWTH = 4  # times: one sign can stand for eighteen letters, and a page of such signs is no message
LITTLE = 50_000  # characters that may grow as they like
_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_STACKED = regex.compile(r"\p{M}{60}")  # Zalgo text: more combining marks than any writing system stacks


class BadOffer(ValueError):
    """The text cannot be checked; the message says why in plain words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An offer as the checks see it."""

    offer: Offer
    folded: Folded
    entities: Entities
    tokens: Tokens
    hidden: tuple[disguise.Hidden, ...] = ()  # words that were written so that filters miss them
    slips: tuple[Slip, ...] = ()  # key words that were misspelt


def read(offer: Offer, vocabulary: Collection[str] = (), keys: Keys | None = None) -> Reading:
    """Read `offer`; words of `vocabulary` are recognised in disguise, `keys` also when misspelt.

    Raises BadOffer for what cannot be read.
    """
    refuse(offer.text)
    folded = fold(offer.text)
    if len(folded.text) > min(2 * MOST_CHARACTERS, max(LITTLE, MOST_GROWTH * len(offer.text))):
        raise BadOffer("This text grows too long when it is read. Send the part with the offer.")
    entities = find_all(folded, regions=(offer.country,) if offer.country else ())
    hidden = tuple(disguise.find(folded, vocabulary)) if vocabulary else ()
    slips = tuple(keys.find(folded)) if keys else ()
    tokens = tokenize(folded, [*_slots(folded, entities), *hidden, *slips])
    return Reading(offer, folded, entities, tokens, hidden, slips)


def refuse(text: str) -> None:
    """Raise BadOffer when `text` is not something to check."""
    if not text.strip():
        raise BadOffer("There is no text here. Paste the offer or the message.")
    if len(text) > MOST_CHARACTERS:
        raise BadOffer(f"The text has {len(text):,} characters; at most {MOST_CHARACTERS:,} can be checked at once.")
    if not text.isascii():
        if _SURROGATE.search(text):
            raise BadOffer("The text has broken characters. Copy it again from the message.")
        if _STACKED.search(text):
            raise BadOffer("The text has too many marks on one letter to be read. Type it again without them.")
    if not any(char.isalnum() for char in text):
        raise BadOffer("There are no words here. Paste the offer or the message.")


class _Thing(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span: ...


def _slots(folded: Folded, entities: Entities) -> list[tuple[int, int, str]]:
    """Where in the folded text things stand that phrases know by kind ({money}, {link} ...). No money is a plain 0."""
    money = [m for m in entities.money if m.high]
    nothing = [(*folded.within(m.span), "0") for m in entities.money if not m.high]
    kinds: dict[str, Sequence[_Thing]] = {
        "money": [m for m in money if m.currency not in COINS],
        "coin-amount": [m for m in money if m.currency in COINS],
        "link": entities.links,
        "email": entities.emails,
        "phone": entities.phones,
        "handle": entities.handles,
        "wallet": entities.wallets,
        "iban": entities.ibans,
    }
    return nothing + [(*folded.within(thing.span), SLOTS[kind]) for kind, things in kinds.items() for thing in things]
