"""From a message and its verdict to what an evidence file says. Pure."""

from collections.abc import Iterator
from hashlib import sha256

from bot.evidence.model import Evidence, Identifier, Sign
from bot.lines import said
from bot.model import Quoted
from bot.texts import Texts
from checks.model import Finding, Level, Offer, Span, Verdict
from checks.offer import read
from checks.reading.entities import Entities
from checks.reading.links import of_address
from content.model import Library

MOST_SIGNS = 20
MOST_IDENTIFIERS = 60
# With one of these, even only asked about, a picture of a child may be in play: no file is made of it.
NO_FILE = frozenset(
    ("minor-appears", "minor-grooming-mission", "adoption-child-transfer", "threat-intimate", "image-request-nude")
)


def refused(verdict: Verdict) -> bool:
    """True where no file may be made: danger now, or where a picture of a child may be involved."""
    seen = {*verdict.flags, *(f.flag for f in verdict.findings), *(s.flag for s in verdict.suppressed)}
    return verdict.level is Level.URGENT or not seen.isdisjoint(NO_FILE)


def gather(quoted: Quoted, verdict: Verdict, texts: Texts, library: Library, now: int) -> Evidence:
    """Everything a file says about a message. Raises BadOffer for a text that can't be read."""
    text = quoted.offer.text
    return Evidence(
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        sent=quoted.sent,
        first=quoted.first,
        made=now,
        identifiers=identifiers(quoted.offer)[:MOST_IDENTIFIERS],
        signs=tuple(_signs(verdict, texts, library))[:MOST_SIGNS],
    )


def identifiers(offer: Offer, things: Entities | None = None) -> tuple[Identifier, ...]:
    """What leads to whoever wrote, each once, in the order of the text; what stands outside the text last.

    `things`: those of the offer, where it is read already.
    """
    found: dict[tuple[str, str], Identifier] = {}
    for one in sorted(
        _in_text(offer, things or read(offer).entities), key=lambda one: one.span.start if one.span else len(offer.text)
    ):
        found.setdefault((one.kind, one.value), one)
    return tuple(found.values())


def same_thing(one: Identifier) -> tuple[str, str] | None:
    """Kind and value in one spelling, to know the same thing again; None for a person's plain name."""
    if one.kind in ("forwarded-name", "wallet", "iban", "phone"):
        return None if one.kind == "forwarded-name" else (one.kind, one.value)
    value = one.value.lower().removeprefix("www.")
    place, _, name = value.partition("/")
    if one.kind in ("forwarded", "handle"):
        return "handle", value
    if one.kind == "chat" and place in ("t.me", "telegram.me") and name:
        return "handle", name
    return ("email" if one.kind == "email" else "site"), value


def _in_text(offer: Offer, things: Entities) -> Iterator[Identifier]:
    text = offer.text
    for phone in things.phones:
        yield Identifier("phone", phone.span.quote(text), phone.value, phone.span)
    for handle in things.handles:
        yield Identifier("handle", handle.span.quote(text), handle.value, handle.span)
    for email in things.emails:
        yield Identifier("email", email.span.quote(text), email.value, email.span)
    for link in things.links:
        yield Identifier(
            "chat" if link.chat else "site", link.span.quote(text), _place(link.host, link.path), link.span
        )
    for wallet in things.wallets:
        yield Identifier("wallet", wallet.span.quote(text), wallet.value, wallet.span)
    for iban in things.ibans:
        yield Identifier("iban", iban.span.quote(text), iban.value, iban.span)
    yield from _outside(offer)


def _place(host: str, path: str) -> str:
    return host + path.rstrip("/")


def _outside(offer: Offer) -> Iterator[Identifier]:
    """Links behind words and buttons, and whoever a forward came from."""
    for hidden in offer.hidden_links:
        link = of_address(hidden.url, Span(0, 0), shown_as="")
        value = _place(link.host, link.path) if link else hidden.url
        yield Identifier("behind", f"{hidden.span.quote(offer.text)} → {hidden.url}", value, hidden.span)
    if offer.origin:
        yield Identifier("forwarded", f"@{offer.origin}", offer.origin)
    if offer.sender:
        yield Identifier("forwarded-name", offer.sender, offer.sender)


def _signs(verdict: Verdict, texts: Texts, library: Library) -> Iterator[Sign]:
    """One sign a flag, in the verdict's order, with every place where it stands."""
    by: dict[str, list[Finding]] = {}
    for finding in verdict.findings:
        known = library.flags.get(finding.flag)
        if known and known.status == "live" and known.strength != "context":
            by.setdefault(finding.flag, []).append(finding)
    for flag in (name for name in verdict.flags if name in by):
        first, quotes = by[flag][0], {(f.quote, f.span): None for f in by[flag] if f.quote}
        facts = tuple((name, value) for f in by[flag] for name, value in f.facts.items())
        yield Sign(
            flag,
            said(first, texts, "title").rstrip("."),
            said(first, texts, "body"),
            tuple(quotes),
            tuple(dict.fromkeys(facts)),
            library.flags[flag].sources,
        )
