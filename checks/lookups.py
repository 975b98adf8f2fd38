"""What may be looked up outside about an offer, and what the answers mean. Pure: somebody else goes online.

`wanted` says what to ask, and no more than is needed: a short link of its shortener, a registered name of its
registry. Organisations we know, chats, mailbox providers and hosts filled by strangers are not asked about.
`outcomes` turns what was learned into findings, cues and notes, quoted where the link or address stands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from checks.model import Finding, Offer, Outcome, Span
from checks.offer import read
from checks.reading.hosts import registrable
from checks.reading.links import Link, of_address
from content.model import Library
from content.organisations import Hosts

Kind = Literal["expand", "rdap", "lists"]
KINDS: tuple[Kind, ...] = ("expand", "rdap", "lists")
YOUNG_DAYS = 90  # a domain younger than this is worth a word; most are honest all the same
MOST_SHORT, MOST_DOMAINS, MOST_HOSTS = 3, 3, 20  # of one message


@dataclass(frozen=True, slots=True)
class Expanded:
    """A short link (as `wanted` gave it) and the address it leads to."""

    url: str
    target: str


@dataclass(frozen=True, slots=True)
class Registered:
    """The day a domain was registered, and how many days ago that was."""

    domain: str
    day: date
    age: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A host on a block list: the list's name and the day our copy of it was read."""

    host: str
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class Learned:
    """All that look-ups found about one offer. `asked`: the kinds that were tried; `missed`: kind and reason."""

    expanded: tuple[Expanded, ...] = ()
    registered: tuple[Registered, ...] = ()
    listed: tuple[Listed, ...] = ()
    asked: tuple[Kind, ...] = ()
    missed: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to ask: short links, registered domains, host names."""

    short: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Hosts nobody needs to ask about: kinds of hosts, and the domains of organisations and licensed agencies."""

    hosts: Hosts
    platforms: frozenset[str]
    own: frozenset[str]

    def spared(self, host: str) -> bool:
        """True for an organisation's own host, a platform as a whole and a public suffix: no list may name these."""
        return host in self.platforms or not registrable(host) or below(host, self.own)

    def short(self, link: Link | None) -> bool:
        """True for a link whose shortener can be asked where it leads."""
        if link is None or link.chat or len(link.path) < 2:
            return False
        own = below(link.host, self.hosts.owned_shorteners) or below(link.host, self.hosts.chat)
        return below(link.host, self.hosts.shorteners) and not own

    def short_url(self, url: str) -> bool:
        return self.short(of_address(url, Span(0, 0), shown_as=url))

    def datable(self, host: str) -> str:
        """The domain whose age says something about `host`, or ""."""
        domain = registrable(host, private=False)
        if domain != registrable(host) or self.spared(domain) or below(host, self.hosts.user_content):
            return ""
        return domain


def known(library: Library) -> Known:
    """Made once from the library."""
    hosts = library.hosts
    platforms = hosts.user_content | hosts.chat | hosts.free_mail | hosts.shorteners | hosts.applicant_tracking
    own = {d for b in library.brands for d in (*b.domains, *b.owned, *b.unverified)}
    for entry in library.agencies:
        own |= {d for e in entry.entities if entry.statuses.get(e.status) == "licensed" for d in e.domains}
    return Known(hosts, platforms, frozenset(own))


def below(host: str, names: frozenset[str]) -> bool:
    """Is `host` one of `names`, or below one of them?"""
    labels = host.split(".")
    return any(".".join(labels[i:]) in names for i in range(len(labels)))


def wanted(offer: Offer, what: Known) -> Wanted:
    """What to ask about `offer`, in the order of the text and bounded in number. Raises BadOffer like `check`."""
    links, senders = _places(offer)
    places = [link.host for _, link in links if not link.chat] + [host for _, host in senders]
    return Wanted(
        _first(MOST_SHORT, (address(link) for _, link in links if what.short(link))),
        _first(MOST_DOMAINS, map(what.datable, places)),
        _first(MOST_HOSTS, (host for host in places if not what.spared(host))),
    )


def behind(url: str, what: Known) -> Wanted:
    """What to ask about the address a short link leads to."""
    link = of_address(url, Span(0, 0), shown_as=url)
    if link is None or link.chat:
        return Wanted()
    hosts = () if what.spared(link.host) else (link.host,)
    return Wanted((), _first(1, [what.datable(link.host)]), hosts)


def address(link: Link) -> str:
    """The address to ask for: with https where none was written, without what stands before an @ or behind a #."""
    rest = link.url.split("://", 1)[-1].split("#", 1)[0]
    return f"{link.scheme or 'https'}://{rest.removeprefix(link.user + '@') if link.user else rest}"


def _first(most: int, things: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, things)))[:most]


def _places(offer: Offer) -> tuple[list[tuple[Span, Link]], list[tuple[Span, str]]]:
    """Links, those behind words too, and the hosts of e-mail addresses, each with where it stands."""
    things = read(offer).entities
    links = [(link.span, link) for link in things.links]
    for hidden in offer.hidden_links:
        link = of_address(hidden.url, hidden.span, shown_as=hidden.span.quote(offer.text))
        links += [(hidden.span, link)] if link else []
    return links, [(email.span, email.value.rpartition("@")[2]) for email in things.emails]


def outcomes(offer: Offer, learned: Learned, look: Callable[[Offer], Iterable[Outcome]]) -> tuple[Outcome, ...]:
    """One outcome for each kind that was asked. `look` runs the checks of links over an offer."""
    links, senders = _places(offer)
    targets = {x.url: x.target for x in learned.expanded}
    places = [(span, link.host) for span, link in links] + senders
    for span, link in links:
        target = of_address(targets.get(address(link), ""), span, shown_as=link.shown_as)
        places += [(span, target.host)] if target else []
    made = {
        "expand": lambda: _expanded(offer, links, targets, look),
        "rdap": lambda: _young(offer, places, learned.registered),
        "lists": lambda: _listed(offer, places, learned.listed),
    }
    why = dict(learned.missed)
    return tuple(replace(made[kind](), unchecked=why.get(kind, "")) for kind in learned.asked)


def _expanded(
    offer: Offer,
    links: Iterable[tuple[Span, Link]],
    targets: dict[str, str],
    look: Callable[[Offer], Iterable[Outcome]],
) -> Outcome:
    """Each short link, looked at as if the address it leads to stood in its place."""
    findings: list[Finding] = []
    cues: list[Finding] = []
    notes: list[str] = []
    for span, link in links:
        target = of_address(targets.get(address(link), ""), span, shown_as=link.shown_as)
        if target is None:
            continue
        notes.append(f"note.leads-to={target.host}")
        for outcome in look(_in_place(offer, span, target.url)):
            there = Span(span.start + 1, span.start + 1 + len(target.url))
            findings += (_moved(offer, f, span, target.host) for f in outcome.findings if _overlaps(f.span, there))
            cues += (_moved(offer, f, span, target.host) for f in outcome.cues if _overlaps(f.span, there))
    return Outcome("expand", tuple(findings), tuple(cues), notes=tuple(notes))


def _in_place(offer: Offer, span: Span, url: str) -> Offer:
    """The offer with `url` in the place of what stands at `span`, a blank on both sides of it."""
    text = offer.text
    return replace(offer, text=f"{text[: span.start]} {url} {text[span.end :]}", hidden_links=())


def _moved(offer: Offer, finding: Finding, span: Span, host: str) -> Finding:
    """A finding about the address behind a short link, quoted where the short link stands."""
    facts = finding.facts | {"leads_to": host}
    return replace(finding, check="expand", span=span, quote=span.quote(offer.text), facts=facts)


def _young(offer: Offer, places: Iterable[tuple[Span, str]], registered: Iterable[Registered]) -> Outcome:
    """A note and a cue for every domain that is younger than `YOUNG_DAYS`; an old one says nothing."""
    places = list(places)
    cues: list[Finding] = []
    notes: list[str] = []
    for found in registered:
        if found.age >= YOUNG_DAYS:
            continue
        notes.append(f"note.young-site={found.domain}, {found.day.isoformat()}")
        facts = {"host": found.domain, "registered": found.day.isoformat()}
        at = next((span for span, host in places if below(host, frozenset({found.domain}))), None)
        cues.append(Finding("young-site", "rdap", at, at.quote(offer.text) if at else "", facts))
    return Outcome("rdap", cues=tuple(cues), notes=tuple(notes))


def _listed(offer: Offer, places: Iterable[tuple[Span, str]], listed: Iterable[Listed]) -> Outcome:
    """A finding for every place whose host stands on a list, and a note that quotes the lists and the older day."""
    by: dict[str, list[Listed]] = {}
    for hit in listed:
        by.setdefault(hit.host, []).append(hit)
    findings: list[Finding] = []
    notes: list[str] = []
    for span, host in places:
        if hits := by.pop(host, []):
            names = ", ".join(dict.fromkeys(hit.by for hit in hits))
            facts = {"listed_by": names, "date": min(hit.day for hit in hits).isoformat(), "host": host}
            findings.append(Finding("suspicious-link", "lists", span, span.quote(offer.text), facts))
            notes.append(f"note.on-list={host}, {names}, {facts['date']}")
    return Outcome("lists", tuple(findings), notes=tuple(notes))


def _overlaps(one: Span | None, other: Span) -> bool:
    return one is not None and one.start < other.end and other.start < one.end
