"""Everything there is in an offer's text, read once: what all the checks work with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.fold import Folded
from checks.reading import contacts, links, money, names, places, wallets
from checks.reading.contacts import Email, Handle, Phone
from checks.reading.links import Link
from checks.reading.money import Money
from checks.reading.names import Name
from checks.reading.places import Place
from checks.reading.source import masked
from checks.reading.wallets import Iban, Wallet

MOST_REGIONS = 4  # countries in which local numbers are read; each costs as much time as the first


@dataclass(frozen=True, slots=True)
class Entities:
    """The things in one text, each kind in text order. Things of different kinds do not overlap, except that a name
    or an amount may hold a place ("Nepal Overseas Ltd", "500 Saudi riyals") and a chat link its telephone number."""

    links: tuple[Link, ...] = ()
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    handles: tuple[Handle, ...] = ()
    money: tuple[Money, ...] = ()
    wallets: tuple[Wallet, ...] = ()
    ibans: tuple[Iban, ...] = ()
    places: tuple[Place, ...] = ()
    names: tuple[Name, ...] = ()


def find_all(folded: Folded, regions: Sequence[str] = ()) -> Entities:
    """All things in `folded`. `regions`: ISO countries of the reader; those the text names are added behind them.

    Each kind is read from what the kinds before it left: an address is no link, a wallet no amount, "dubai" in
    "dubai-jobs.com" no place.
    """
    emails = contacts.emails(folded)
    rest = _without(folded, emails)
    found_links = links.find(rest)
    chat_phones = contacts.phones_in_links(rest)
    rest = _without(rest, found_links)
    found_wallets, ibans = wallets.find(rest), wallets.ibans(rest)
    rest = _without(rest, (*found_wallets, *ibans))
    found_places = places.find(rest)
    regions = _with_stated(regions, found_places)
    phones = contacts.phones(rest, regions)
    rest = _without(rest, phones)
    handles = contacts.handles(rest)
    rest = _without(rest, handles)
    return Entities(
        links=found_links,
        emails=emails,
        phones=tuple(sorted((*phones, *chat_phones), key=lambda phone: phone.span)),
        handles=handles,
        money=money.find(rest, regions),
        wallets=found_wallets,
        ibans=ibans,
        places=found_places,
        names=names.find(rest),
    )


def _without(folded: Folded, things: "Iterable[Email | Link | Wallet | Iban | Phone | Handle]") -> Folded:
    return masked(folded, (thing.span for thing in things))


def _with_stated(regions: Sequence[str], stated: Iterable[Place]) -> tuple[str, ...]:
    """The reader's countries first: "0917 ..." read in a wrong country is somebody else's number."""
    named = (place.country for place in stated if place.country)
    return tuple(dict.fromkeys((*regions, *named)))[:MOST_REGIONS]
