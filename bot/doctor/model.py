"""What one look found, and how it is said. Pure."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

State = Literal["ok", "look", "fault"]
CODES: dict[State, int] = {"ok": 0, "look": 1, "fault": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One plain line about one thing. "look": it works, somebody should look; "fault": it does not work.

    `do` says what to do. Neither holds a token, a password, a chat or anybody's words.
    """

    name: str
    state: State
    says: str
    do: str = ""


def code_of(findings: Sequence[Finding]) -> int:
    """0 all is well, 1 something to look at, 2 something does not work."""
    return max((CODES[finding.state] for finding in findings), default=0)


def as_text(findings: Sequence[Finding]) -> str:
    lines = []
    for finding in findings:
        lines.append(f"{finding.state:5}  {finding.name:9}  {finding.says}")
        if finding.do:
            lines.append(f"{'':18}-> {finding.do}")
    return "\n".join([*lines, _end(findings)])


def _end(findings: Sequence[Finding]) -> str:
    faults = sum(finding.state == "fault" for finding in findings)
    looks = sum(finding.state == "look" for finding in findings)
    return f"{faults} faults, {looks} to look at, {len(findings) - faults - looks} well."


def as_json(findings: Sequence[Finding]) -> str:
    """One object, for programs."""
    kept = [asdict(finding) for finding in findings]
    return json.dumps({"code": code_of(findings), "findings": kept}, indent=2, ensure_ascii=False)
