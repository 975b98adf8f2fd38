"""What is seen in one address, step by step: for `python -m checks link`, and for people who keep the lists."""

from dataclasses import asdict, dataclass

from checks import identities, lookalikes, registries, tricks
from checks.likeness import Likeness
from checks.links import below, judge
from checks.model import Span
from checks.reading.links import Link, of_address
from checks.registries import Cut
from checks.tables import Tables
from checks.tricks import Trick

_WORDS = {
    "letters": "has letters that look alike",
    "slip": "differs by one letter",
    "hyphen": "has one hyphen more",
    "dot": "has one dot more",
    "inside": "is only a part of another address",
    "subdomain": "stands in front of another address",
    "words": "has words added",
    "ending": "ends differently",
    "stranger_host": "is on a site where anyone can open a page",
    "visa_site": "is not the government's own site",
}
_LEVELS = {"red": "stop", "amber": "care", "info": "mention"}


@dataclass(frozen=True, slots=True)
class Seen:
    """All that can be said of one address. `level`: "stop", "care", "mention" or "none"."""

    address: str
    host: str = ""
    registered: str = ""
    kinds: tuple[str, ...] = ()
    owner: str = ""
    level: str = "none"
    organisation: str = ""
    real_domain: str = ""
    difference: str = ""
    added: str = ""
    tricks: tuple[str, ...] = ()


def look(address: str, known: Tables) -> Seen | None:
    """What is seen in a URL, a domain, an e-mail address or a @handle; None when it is none of them."""
    address = address.strip()
    if address.startswith("@"):
        return _handle(address, known)
    box, at, host = address.rpartition("@")
    sender = bool(at) and "/" not in address
    link = of_address(host if sender else address, Span(0, 0), shown_as=address)
    if link is None or not link.host:
        return None
    return _seen(address, box if sender else "", link, known)


def _handle(address: str, known: Tables) -> Seen:
    name = identities.imitated(address[1:], known, address)
    if not name:
        return Seen(address, kinds=("chat name",))
    return Seen(address, kinds=("chat name",), level="mention", organisation=name.brand.name, real_domain=name.real)


def _seen(address: str, box: str, link: Link, known: Tables) -> Seen:
    host = link.host.removeprefix("www.")
    cut = registries.cut(host, known.hosts.user_content)
    owner = next((known.official[e].name for e in registries.endings(host) if e in known.official), "")
    found = judge(host, known)
    found_tricks = list(tricks.find(link, known))
    seen = Seen(
        address,
        host,
        f"{cut.label}.{cut.ending}" if cut.label else "",
        tuple(_kinds(link, cut, known)),
        "" if cut.strangers else owner,
        _level(found, found_tricks),
        found.name.brand.name if found else "",
        found.name.real if found else "",
        found.difference if found else "",
        found.added if found else "",
        tuple(trick.reason for trick in found_tricks),
    )
    return _with_box(seen, box, known)


def _level(found: Likeness | None, seen: list[Trick]) -> str:
    """What the verdict on a text with only this address would be."""
    if (found and found.level == "red") or any(t.flag == "lookalike-domain" and not t.weak for t in seen):
        return "stop"
    return "care" if seen else _LEVELS[found.level] if found else "none"


def _with_box(seen: Seen, box: str, known: Tables) -> Seen:
    """The same with what stands before the @, where anybody gets a mailbox."""
    name = identities.carried(box, known, box) if box and "free mail" in seen.kinds else None
    if not name:
        return seen
    return Seen(
        seen.address,
        seen.host,
        seen.registered,
        seen.kinds,
        seen.owner,
        "care",
        name.brand.name,
        name.real,
        "words",
        box,
    )


def _kinds(link: Link, cut: Cut, known: Tables) -> list[str]:
    host, hosts = link.host.removeprefix("www."), known.hosts
    kinds = {
        "chat": link.chat or below(host, hosts.chat),
        "free mail": host in hosts.free_mail and host not in hosts.not_free_mail,
        "short link": below(host, hosts.shorteners) and not below(host, hosts.owned_shorteners),
        "filled by strangers": cut.strangers or below(host, hosts.user_content),
        "applicant tracking": below(host, hosts.applicant_tracking),
        "public body": registries.is_public_body(cut.ending),
        "organisation's own": lookalikes.is_own(host, known) and not cut.strangers,
        "numbers": tricks.is_number(host),
    }
    return [kind for kind, so in kinds.items() if so]


def as_object(seen: Seen) -> dict[str, object]:
    """The stable JSON object of `--json`."""
    return asdict(seen)


def readable(seen: Seen) -> str:
    """A few plain lines. An address in which nothing was seen is never called good."""
    lines = [f"{seen.level}: {seen.host or seen.address}"]
    if seen.registered and seen.registered != seen.host:
        lines.append(f"  what somebody registered: {seen.registered}")
    lines += [f"  kind: {kind}" for kind in seen.kinds]
    if seen.owner:
        lines.append(f"  an address of {seen.owner}")
    if seen.organisation:
        how = _WORDS.get(seen.difference, "carries its name")
        added = f" ({seen.added})" if seen.added else ""
        lines.append(f"  the known address of {seen.organisation} is {seen.real_domain}; this one {how}{added}")
    lines += [f"  trick: {trick}" for trick in seen.tricks]
    if seen.level == "none" and not seen.kinds:
        lines.append("  Nothing known was seen in this address. That does not prove whose it is.")
    return "\n".join(lines)
