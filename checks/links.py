"""The links check: where the links and sender addresses of an offer lead, by the host alone; nothing is fetched.

Three things are asked of each: is its host made to be taken for a protected organisation's (`lookalikes`), does its
writing hide where it leads (`tricks`), and is it of a kind that matters beside other signs (short links, hosts that
strangers fill, chats).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from checks import lookalikes, naming, registries, tricks
from checks.likeness import Likeness
from checks.model import Finding, Outcome, Span
from checks.offer import Reading
from checks.protected import Name
from checks.reading.links import Link, of_address
from checks.tables import Tables, build
from content.organisations import Brand, DomainWords, Hosts

NAME = "links"
CUES = ("write-me", "short-link", "stranger-host")
MOST = 50  # links and addresses of one message that are looked at
# Organisations that people name because they want to work there; a firm's name elsewhere is often a tool or a client.
_EMPLOYERS = frozenset(
    "un_igo ngo airline cruise oil_gas_energy construction_fm hotel_hospitality health_hospital visa_firm".split()
)


@dataclass(frozen=True)
class Index:
    """Organisations, hosts and words of addresses; the look-up tables are made when a text first needs them."""

    brands: tuple[Brand, ...]
    hosts: Hosts
    words: DomainWords

    @cached_property
    def tables(self) -> Tables:
        return build(self.brands, self.hosts, self.words)


@dataclass(frozen=True, slots=True)
class Place:
    """A host and where it stands: a link's, or the sender's behind the @."""

    span: Span
    host: str
    link: Link | None = None


def index(brands: Iterable[Brand], hosts: Hosts, words: DomainWords) -> Index:
    """What the checks of addresses work with."""
    return Index(tuple(brands), hosts, words)


def check(reading: Reading, index: Index) -> Outcome:
    """Findings and cues for every link, hidden ones included, and for the hosts of e-mail addresses."""
    places = list(_places(reading))[:MOST]
    if not places:
        return Outcome(NAME)
    known = index.tables
    names = naming.named(reading, known)
    found = [_quoted(reading, place.span, f) for place in places for f in _of_place(place, known, names)]
    found += _hidden(reading, known)
    if not any(f.facts.get("real_domain") for f in found):
        found += _elsewhere(reading, places, known, names)
    findings = tuple(f for f in found if f.flag not in CUES)
    return Outcome(NAME, findings, tuple(f for f in found if f.flag in CUES))


def _places(reading: Reading) -> Iterator[Place]:
    for link in (*reading.entities.links, *_behind_words(reading)):
        yield Place(link.span, link.host, link)
    for email in reading.entities.emails:
        around = _around(reading, email.span)
        yield Place(around.span, around.host, around) if around else Place(email.span, email.host)


def _around(reading: Reading, span: Span) -> Link | None:
    """The link an address is a part of: in "https://www.acme.com@evil.top" what looks like a mailbox is none."""
    text = reading.offer.text
    if not text[: span.start].endswith("//"):
        return None
    start = max((text.rfind(blank, 0, span.start) for blank in " \n\t\u00a0"), default=-1) + 1
    end = next((at for at in range(span.end, len(text)) if text[at].isspace()), len(text))
    return of_address(text[start:end], Span(start, end), shown_as=text[start:end])


def _behind_words(reading: Reading) -> Iterator[Link]:
    for hidden in reading.offer.hidden_links:
        link = of_address(hidden.url, hidden.span, shown_as=hidden.span.quote(reading.offer.text))
        if link:
            yield link


def _of_place(place: Place, known: Tables, names: dict[str, Name]) -> Iterator[Finding]:
    link, host = place.link, place.host.removeprefix("www.")
    if link and _is_chat(link, known):
        yield Finding("write-me", NAME, None, "", {"host": host})
        return
    if link:
        yield from _kind(host, known)
        yield from (_tricky(trick, host) for trick in tricks.find(link, known))
    if likeness := judge(host, known, names):
        yield _alike(likeness, host)


def judge(host: str, known: Tables, names: Iterable[str] = ()) -> Likeness | None:
    """What `host` imitates. That the text names the organisation raises "not known to be theirs" to "be careful"."""
    if below(host, known.hosts.free_mail) or below(host, known.hosts.owned_shorteners):
        return None
    likeness = lookalikes.judge(host, known)
    if likeness and likeness.level == "info" and likeness.name.brand.name in names:
        return replace(likeness, level="amber")
    return likeness


def _kind(host: str, known: Tables) -> Iterator[Finding]:
    """What says little alone and more beside other signs."""
    if below(host, known.hosts.shorteners) and not below(host, known.hosts.owned_shorteners):
        yield Finding("short-link", NAME, None, "", {"host": host})
    elif registries.cut(host, known.hosts.user_content).strangers or below(host, known.hosts.user_content):
        yield Finding("stranger-host", NAME, None, "", {"host": host})


def _alike(likeness: Likeness, host: str) -> Finding:
    """The finding that names the real address and how the two differ."""
    shown = likeness.added if likeness.difference == "words" else host
    differs = {likeness.difference: shown} if shown and likeness.name.brand.domains else {}
    facts = differs | likeness.name.facts | {"difference": likeness.difference, "host": host}
    flag = "not-the-official-address" if likeness.level == "info" else "lookalike-domain"
    return Finding(flag, NAME, None, "", facts, weak=likeness.level == "amber")


def _tricky(trick: tricks.Trick, host: str) -> Finding:
    facts = {"reason": trick.reason, "host": host}
    if trick.real_domain:
        facts |= {"real_domain": trick.real_domain}
    return Finding(trick.flag, NAME, None, "", facts, weak=trick.weak)


def _hidden(reading: Reading, known: Tables) -> Iterator[Finding]:
    """Links behind words: a finding when the words themselves name another site."""
    for link in _behind_words(reading):
        named = [shown for shown in reading.entities.links if _overlaps(shown.span, link.span)]
        if named and not _same_site(named[0], link):
            facts = {"host": link.host, "shown": named[0].host, "reason": "other-site"}
            yield _quoted(reading, link.span, Finding("suspicious-link", NAME, None, "", facts))
        elif below(link.host, known.hosts.shorteners):
            facts = {"host": link.host, "reason": "short-behind-words"}
            yield _quoted(reading, link.span, Finding("suspicious-link", NAME, None, "", facts))


def _elsewhere(reading: Reading, places: Iterable[Place], known: Tables, names: dict[str, Name]) -> Iterator[Finding]:
    """An employer is named, and no link or address in the text is its own: a small sign, at the first of them.

    A government's own address stands in honest advertisements (equal pay, right to work) and nobody else can have one.
    """
    wanted = [name for name in names.values() if name.brand.category in _EMPLOYERS]
    hosts = [place.host for place in places]
    if not wanted or any(lookalikes.is_own(host, known) for host in hosts):
        return
    for place in places:
        if not (_of_government(place.host, known) or (place.link and _is_chat(place.link, known))):
            likeness = Likeness("info", wanted[0], "elsewhere")
            yield _quoted(reading, place.span, _alike(likeness, place.host))
            return


def _is_chat(link: Link, known: Tables) -> bool:
    return link.chat or below(link.host, known.hosts.chat)


def _of_government(host: str, known: Tables) -> bool:
    """Is it under an ending that only public bodies get?"""
    return registries.is_public_body(registries.cut(host, known.hosts.user_content).ending)


def below(host: str, hosts: frozenset[str]) -> bool:
    """Is `host` one of `hosts`, or below one of them?"""
    return any(ending in hosts for ending in registries.endings(host))


def _same_site(one: Link, other: Link) -> bool:
    hosts = {one.host.removeprefix("www."), other.host.removeprefix("www.")}
    return len(hosts) == 1 or bool(one.registrable and one.registrable == other.registrable)


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _quoted(reading: Reading, span: Span, finding: Finding) -> Finding:
    return replace(finding, span=span, quote=span.quote(reading.offer.text))
