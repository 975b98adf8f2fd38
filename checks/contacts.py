"""The contacts check: who writes from where. Free mail and chat names in an organisation's name, foreign numbers."""

from collections.abc import Iterator, Sequence

from checks import identities, naming
from checks.links import Index
from checks.model import Finding, Outcome, Span
from checks.offer import Reading
from checks.reading.contacts import Email
from content.organisations import Hosts

NAME = "contacts"


def check(reading: Reading, index: Index) -> Outcome:
    """Free mail or a chat name that carries an organisation's name is a finding; both alone are cues."""
    free = [email for email in reading.entities.emails if is_free(email, index.hosts)]
    cues = [_at(reading, email.span, "free-mail", {"host": email.host}) for email in free]
    cues += [_at(reading, handle.span, "write-me", {}) for handle in reading.entities.handles]
    findings = list(_free_mail(reading, free, index))
    if identities.are_in(reading):
        findings += identities.find(reading, index.tables)
    findings += _foreign(reading)
    return Outcome(NAME, tuple(findings), tuple(cues))


def is_free(email: Email, hosts: Hosts) -> bool:
    """Is the mailbox at a provider where anybody gets one?"""
    return email.host in hosts.free_mail and email.host not in hosts.not_free_mail


def _free_mail(reading: Reading, emails: Sequence[Email], index: Index) -> Iterator[Finding]:
    """Mailboxes with an organisation's name beside a word about work; sure when the text names it too."""
    if not emails:
        return
    names = naming.named(reading, index.tables)
    for email in emails:
        name = identities.carried(email.value.rpartition("@")[0], index.tables, reading.offer.text)
        if name:
            weak = name.brand.name not in names
            facts = name.facts | {"host": email.host}
            yield _at(reading, email.span, "free-mail-corporate", facts, weak=weak)
            if not weak and name.brand.category == "un_igo":  # the UN and its like have no use for free mail
                yield _at(reading, email.span, "impersonates-un-ngo-gov", facts)


def _foreign(reading: Reading) -> Iterator[Finding]:
    """A number of a country that is neither the reader's nor named in the text. Needs the reader's country."""
    home = reading.offer.country
    named = {place.country for place in reading.entities.places}
    for phone in reading.entities.phones:
        if home and phone.region and phone.region not in {home, *named}:
            yield _at(reading, phone.span, "foreign-virtual-number", {"region": phone.region})
            return


def _at(reading: Reading, span: Span, flag: str, facts: dict[str, str], *, weak: bool = False) -> Finding:
    return Finding(flag, NAME, span, span.quote(reading.offer.text), facts, weak=weak)
