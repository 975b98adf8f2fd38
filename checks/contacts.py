"""The contacts check: who writes from where. Free mail in an organisation's name, chat handles, foreign numbers."""

from collections.abc import Iterator

import regex

from checks.links import Index
from checks.model import Finding, Outcome, Span
from checks.offer import Reading

NAME = "contacts"
LEAST_TOKEN = 4  # shorter names are too often part of a person's own
_RECRUITING = regex.compile(r"career|job|hr\b|recruit|hiring|vacanc|employ|talent|visa|embassy|consul|ministry|railway")
_PIECES = regex.compile(r"[a-z]+")


def check(reading: Reading, known: Index) -> Outcome:
    """Free mail that carries an organisation's name is a finding; free mail, handles and numbers are cues."""
    findings: list[Finding] = []
    cues: list[Finding] = []
    for email in reading.entities.emails:
        local, _, domain = email.value.partition("@")
        if domain not in known.hosts.free_mail or domain in known.hosts.not_free_mail:
            continue
        cues.append(_at(reading, email.span, "free-mail", {"host": domain}))
        for name, real in _named(local, known):
            facts = {"host": domain, "organisation": name} | ({"real_domain": real} if real else {})
            findings.append(_at(reading, email.span, "free-mail-corporate", facts))
    cues += [_at(reading, handle.span, "write-me", {}) for handle in reading.entities.handles]
    findings += _foreign(reading)
    return Outcome(NAME, tuple(findings), tuple(cues))


def _named(local: str, known: Index) -> Iterator[tuple[str, str]]:
    """Organisations whose name stands in the part before the @, next to a recruiting word."""
    if not _RECRUITING.search(local):
        return
    for piece in dict.fromkeys(_PIECES.findall(local)):
        brand = known.by_token.get(piece)
        if brand and len(piece) >= LEAST_TOKEN:
            yield brand.name, brand.domains[0] if brand.domains else ""
            return


def _foreign(reading: Reading) -> Iterator[Finding]:
    """A number of a country that is neither the reader's nor named in the text. Needs the reader's country."""
    home = reading.offer.country
    named = {place.country for place in reading.entities.places}
    for phone in reading.entities.phones:
        if home and phone.region and phone.region not in {home, *named}:
            yield _at(reading, phone.span, "foreign-virtual-number", {"region": phone.region})
            return


def _at(reading: Reading, span: Span, flag: str, facts: dict[str, str]) -> Finding:
    return Finding(flag, NAME, span, span.quote(reading.offer.text), facts)
