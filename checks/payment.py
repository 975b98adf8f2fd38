"""The payment check: crypto wallets and bank accounts that stand in an offer."""

from checks.model import Finding, Outcome, Span
from checks.offer import Reading

NAME = "payment"


def check(reading: Reading) -> Outcome:
    """A valid wallet address in an offer is a demand to pay in crypto; an IBAN is a cue."""
    entities = reading.entities
    findings = [_at(reading, w.span, "pay-crypto", {"kind": w.kind}) for w in entities.wallets if w.valid]
    cues = [_at(reading, iban.span, "bank-account", {}) for iban in entities.ibans]
    return Outcome(NAME, tuple(findings), tuple(cues))


def _at(reading: Reading, span: Span, flag: str, facts: dict[str, str]) -> Finding:
    return Finding(flag, NAME, span, span.quote(reading.offer.text), facts)
