"""The links check: where the links and addresses of an offer lead, by the host alone; nothing is fetched.

Only exact knowledge here: an organisation's own domain in the wrong place, shorteners, hosts filled by strangers,
bare IP addresses, a link whose words name another site than it opens. Look-alike spellings are `lookalikes`' work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address

from checks.model import Finding, Outcome, Span
from checks.offer import Reading
from checks.reading.links import Link
from content.model import Brand, Hosts

NAME = "links"


@dataclass(frozen=True, slots=True)
class Index:
    """Brands by domain and by token, ready for look-up."""

    by_domain: dict[str, Brand]
    by_token: dict[str, Brand]
    hosts: Hosts


def index(brands: Iterable[Brand], hosts: Hosts) -> Index:
    """Look-up tables of all brands. A token that two brands share is nobody's."""
    brands = tuple(brands)
    by_domain = {d: b for b in brands for d in (*b.unverified, *b.owned, *b.domains)}
    tokens: dict[str, list[Brand]] = {}
    for brand in brands:
        for token in set(brand.tokens) - set(brand.ambiguous):
            tokens.setdefault(token, []).append(brand)
    return Index(by_domain, {t: b[0] for t, b in tokens.items() if len(b) == 1}, hosts)


def check(reading: Reading, known: Index) -> Outcome:
    """Findings and cues for every link, hidden links included."""
    findings: list[Finding] = []
    cues: list[Finding] = []
    for link in reading.entities.links:
        for finding in _of_link(link, known):
            quoted = _at(reading, link.span, finding)
            (cues if finding.flag in CUES else findings).append(quoted)
    findings += _hidden(reading, known)
    return Outcome(NAME, tuple(findings), tuple(cues))


CUES = ("write-me", "short-link", "stranger-host")


def _of_link(link: Link, known: Index) -> Iterator[Finding]:
    host = link.host
    if _in(host, known.hosts.chat) or link.scheme == "tg":
        yield Finding("write-me", NAME, None, "", {"host": host})
    elif _in(host, known.hosts.shorteners) and not _in(host, known.hosts.owned_shorteners):
        yield Finding("short-link", NAME, None, "", {"host": host})
    elif _in(host, known.hosts.user_content):
        yield Finding("stranger-host", NAME, None, "", {"host": host})
    elif _is_ip(host):
        yield Finding("suspicious-link", NAME, None, "", {"host": host, "reason": "an address of numbers"})
    elif brand := _embedded(host, known):
        yield Finding("lookalike-domain", NAME, None, "", {"host": host, "real_domain": brand})


def _embedded(host: str, known: Index) -> str:
    """An organisation's whole domain left of the real one (`indeed.com.apply.top`): that domain, or ""."""
    labels = host.split(".")
    own = set(known.by_domain)
    if any(".".join(labels[i:]) in own for i in range(len(labels))):
        return ""
    for start in range(len(labels) - 2):
        for end in range(start + 2, len(labels)):
            if (inner := ".".join(labels[start:end])) in own:
                return inner
    return ""


def _hidden(reading: Reading, known: Index) -> Iterator[Finding]:
    """Links behind words: a finding when the words themselves name another site."""
    for hidden in reading.offer.hidden_links:
        shown = hidden.span.quote(reading.offer.text)
        named = [link for link in reading.entities.links if _overlaps(link.span, hidden.span)]
        target = host_of(hidden.url)
        if named and target and not _same_site(named[0].host, target):
            facts = {
                "host": target,
                "shown": named[0].host,
                "reason": "the words name another site than the link opens",
            }
            yield Finding("suspicious-link", NAME, hidden.span, shown, facts)
        elif _in(target, known.hosts.shorteners):
            yield Finding("suspicious-link", NAME, hidden.span, shown, {"host": target, "reason": "a short link"})


def host_of(url: str) -> str:
    """The host of a URL, lower case, without user, port and www; "" when there is none."""
    rest = url.split("://", 1)[-1]
    host = rest.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0].rsplit("@", 1)[-1]
    return host.rsplit(":", 1)[0].lower().removeprefix("www.") if "]" not in host else host.lower()


def _in(host: str, hosts: frozenset[str]) -> bool:
    """Is `host` one of `hosts`, or below one of them?"""
    labels = host.split(".")
    return any(".".join(labels[i:]) in hosts for i in range(len(labels)))


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith("." + other) or other.endswith("." + one)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _at(reading: Reading, span: Span, finding: Finding) -> Finding:
    return Finding(finding.flag, NAME, span, span.quote(reading.offer.text), finding.facts)
