"""Lawful official fees: an exam, a passport or a consular paper paid for on the government's own site.

Such a fee is no warning, only a note. The reading is narrow on purpose, because the address of a ministry in a text
proves nothing: every link leads to a government, nothing else can be answered or paid, the words name an official
paper or exam, and no other sign was seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from checks import registries
from checks.model import Finding, Outcome, Suppressed
from checks.offer import Reading
from content.model import Flag

NAME = "official"
RULE = "an official fee on a government site"
NEAR = 120
_PAPERS = regex.compile(
    r"\b(?:exams?|examination|civil service|passports?|consular|consulate|embassy|police (?:clearance|certificate)"
    r"|criminal record|apostille|driving licen[cs]e|nbi clearance|visa application fee|immigration (?:office|fee))\b"
)


def settle(reading: Reading, outcomes: Sequence[Outcome], flags: Mapping[str, Flag]) -> list[Outcome]:
    """`outcomes` without the fees that are official, with a note in their place; unchanged when anything is unclear."""
    host = _government(reading)
    seen = [f for o in outcomes for f in o.findings if f.flag in flags and flags[f.flag].strength != "context"]
    if not host or not seen or not all(_official(reading, finding, flags) for finding in seen):
        return list(outcomes)
    kept = [replace(o, findings=_others(o, flags), notes=_others_said(o)) for o in outcomes]
    lifted = tuple(Suppressed(f.flag, f.span, f.quote, RULE) for f in seen if f.span)
    return [*kept, Outcome(NAME, suppressed=lifted, notes=(f"note.fee-official={host}",))]


def _official(reading: Reading, finding: Finding, flags: Mapping[str, Flag]) -> bool:
    """Is it a fee, and are an official paper or exam named beside it?"""
    if flags[finding.flag].group != "fee" or finding.span is None:
        return False
    start, end = reading.folded.within(finding.span)
    return bool(_PAPERS.search(reading.folded.text, max(0, start - NEAR), end + NEAR))


def _government(reading: Reading) -> str:
    """The host of the government that all links lead to; "" when there is any other way to answer or to pay."""
    things = reading.entities
    if things.emails or things.handles or things.phones or things.wallets or things.ibans or reading.offer.hidden_links:
        return ""
    hosts = [link.host for link in things.links]
    public = all(registries.is_public_body(registries.cut(host, frozenset()).ending) for host in hosts)
    return hosts[0] if hosts and public else ""


def _others(outcome: Outcome, flags: Mapping[str, Flag]) -> tuple[Finding, ...]:
    return tuple(f for f in outcome.findings if f.flag in flags and flags[f.flag].strength == "context")


def _others_said(outcome: Outcome) -> tuple[str, ...]:
    return tuple(note for note in outcome.notes if not note.startswith("note.fee-"))
