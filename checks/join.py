"""Flags that are said in several places: joined from cues and flags found anywhere in the offer.

Which parts make which flag stands in the flag's own file (`when`), and which cue speaks against it (`without`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checks.model import Finding, Outcome
from content.model import Flag

NAME = "joined"


def join(outcomes: Iterable[Outcome], flags: Mapping[str, Flag]) -> Outcome:
    """Findings for every flag whose parts were all found; each is quoted where its first part was said."""
    first = _first(outcomes)
    found: list[Finding] = []
    for flag in flags.values():
        if not flag.when or flag.id in first:
            continue
        parts = next((parts for parts in flag.when if first.keys() >= set(parts)), None)
        if parts and first.keys().isdisjoint(flag.without):
            found.append(_joined(flag.id, [first[name] for name in parts]))
            first[flag.id] = found[-1]
    return Outcome(NAME, tuple(found))


def _first(outcomes: Iterable[Outcome]) -> dict[str, Finding]:
    """The first place of every cue and flag; a sure one before a weak one."""
    everything = [f for outcome in outcomes for f in (*outcome.findings, *outcome.cues)]
    first: dict[str, Finding] = {}
    for finding in sorted(everything, key=lambda f: (f.weak, f.span.start if f.span else -1)):
        first.setdefault(finding.flag, finding)
    return first


def _joined(flag: str, parts: list[Finding]) -> Finding:
    facts = {"parts": ", ".join(p.flag for p in parts)} | {k: v for p in parts for k, v in p.facts.items()}
    alone = len({p.span for p in parts}) == 1  # what two places of a text agree on stands on more than one phrase
    draft = alone and any(p.draft for p in parts)
    return replace(parts[0], flag=flag, check=NAME, facts=facts, weak=any(p.weak for p in parts), draft=draft)
