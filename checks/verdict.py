"""From what the checks saw to one verdict, by sums a person can redo with a pencil.

- Every flag has 1-10 points, argued in its file. In a group the best flag counts in full, all others together
  one point more: five ways of saying one thing are one thing.
- The points of the groups are added up. From 6, "care" (one strong sign, or three small ones of three kinds);
  from 8, "stop", if a strong sign is among them (one conclusive; two strong; one strong and one small of another
  kind). That is the rule of the ILO/EC Delphi indicators, with Love Justice's spacing of 10, 6 and 2.
- A flag that means danger now is "urgent" whatever the sum.
- A weak finding (a question) never makes more than "care"; a draft one (of a phrase nobody has reviewed) makes
  "stop" only beside another finding (another flag, or other words), unless the operator lets drafts stand alone.
- An offer that says in two places or more what honest ones say (duties, hours, an address, an interview, a
  contract) needs two signs: a strong one in one single place of it is a small one, named but no warning, and a
  conclusive one or danger is "care". One odd sentence among ordinary ones was misread six times out of seven (20
  honest texts, 3 deceptive ones, of 1,008 nobody had tuned to, 2026-11-23). A demand that several phrases know is not
  odd (none of those 23 was), nor is what the reader tells or asks, nor a sign of what may happen to the person.
- Nothing else lowers a level: no credit for "no fee", good grammar or a famous name.
"""

from collections.abc import Iterable, Mapping, Sequence

from checks.model import Finding, Level, Outcome, Span, Verdict, Voice
from content.model import Flag, Library, Script

CARE = 6
STOP = 8
SMALL, STRONG = 2, 6  # points of a supporting flag, and of a strong one
JOB, TERMS = "job-details", "fair-terms"  # cues of what honest offers say
MOST_OF_JOB = 2  # places with details of the job count, as lures name trades too
DETAILED = 2  # places with details, from which on one sign is not enough
PERSON = ("body", "compound", "control", "destination", "documents", "intimate-work", "minors")  # groups of control
SAID = ("wording", "joined", "fees")  # checks that read what is said; addresses, names and lists are not misread so
READER = "reader-speaks"  # a cue: what somebody tells or asks is no odd sentence of an offer
STRENGTHS = ("context", "supporting", "strong", "conclusive")


def decide(outcomes: Iterable[Outcome], library: Library, *, drafts_alone: bool = False) -> Verdict:
    """One verdict of all `outcomes`. Pure; flags that content does not know, or has not switched on, are left out.

    `drafts_alone`: a phrase that nobody has reviewed may say "stop" by itself.
    """
    outcomes = tuple(outcomes)
    details = _details([cue for o in outcomes for cue in o.cues])
    findings = _shown(outcomes, library.flags)
    flags = _ranked(findings, library.flags)
    level = _level(findings, library.flags, drafts_alone=drafts_alone)
    if details >= DETAILED and (odd := _odd(findings, outcomes, library.flags)):
        level = Level.CARE if odd.emergency or odd.points > STRONG else Level.NONE
    return Verdict(
        level=level,
        axes=_axes(flags, library.flags),
        flags=flags,
        findings=findings,
        script=_script(flags, library.scripts),
        unchecked=tuple(f"{o.check}: {o.unchecked}" for o in outcomes if o.unchecked),
        suppressed=tuple(s for o in outcomes for s in o.suppressed),
        notes=tuple(dict.fromkeys(n for o in outcomes for n in o.notes)),
        checked=tuple(o.check for o in outcomes if not o.unchecked),
        trial=_on_trial(outcomes, library.flags),
        details=details,
        asks_source="posted-as-warning" in flags or any(f.voice is Voice.QUESTION for f in findings),
    )


def points(flags: Iterable[str], known: Mapping[str, Flag]) -> int:
    """The sum over groups: the best flag of each, and one point more when the group has others."""
    groups: dict[str, list[int]] = {}
    for name in set(flags):
        groups.setdefault(known[name].group, []).append(known[name].points)
    return sum(max(values) + (1 if len(values) > 1 else 0) for values in groups.values())


def _shown(outcomes: Iterable[Outcome], known: Mapping[str, Flag]) -> tuple[Finding, ...]:
    """Findings of live flags, each flag and place once, strongest first and then in text order."""
    kept: dict[tuple[str, object], Finding] = {}
    for finding in (f for o in outcomes for f in o.findings):
        flag = known.get(finding.flag)
        if flag and flag.status == "live":
            kept.setdefault((finding.flag, finding.span), finding)
    return tuple(sorted(kept.values(), key=lambda f: (-known[f.flag].points, f.span.start if f.span else -1)))


def _on_trial(outcomes: Iterable[Outcome], known: Mapping[str, Flag]) -> tuple[str, ...]:
    names = {f.flag for o in outcomes for f in o.findings if f.flag in known and known[f.flag].status == "trial"}
    return tuple(sorted(names))


def _ranked(findings: Iterable[Finding], known: Mapping[str, Flag]) -> tuple[str, ...]:
    names = dict.fromkeys(f.flag for f in findings)
    return tuple(sorted(names, key=lambda n: (not known[n].emergency, -known[n].points)))


def _axes(flags: Iterable[str], known: Mapping[str, Flag]) -> dict[str, int]:
    flags = tuple(flags)
    return {axis: points([n for n in flags if known[n].axis == axis], known) for axis in ("money", "control")}


def _level(findings: Iterable[Finding], known: Mapping[str, Flag], *, drafts_alone: bool) -> Level:
    findings = tuple(findings)
    sure = {f.flag for f in findings if not f.weak}
    if any(known[name].emergency for name in sure):
        return Level.URGENT
    enough = points(sure, known) >= STOP and any(_strong(known[name]) for name in sure)
    if enough and (drafts_alone or _backed(findings)):
        return Level.STOP
    return Level.CARE if points({f.flag for f in findings}, known) >= CARE else Level.NONE


def _odd(findings: Sequence[Finding], outcomes: Iterable[Outcome], known: Mapping[str, Flag]) -> Flag | None:
    """The strong sign that is all that was found, in one place, and that only one phrase knows."""
    grave = [f for f in findings if known[f.flag].points > SMALL]
    if len({f.flag for f in grave}) != 1 or any(f.check not in SAID for f in grave):
        return None
    flag = known[grave[0].flag]
    person = flag.axis == "control" and flag.group in PERSON and not flag.emergency
    phrases = [f for o in outcomes for f in o.findings if f.flag == flag.id]
    several = len(phrases) > 1 or _places(f.span for f in findings) > 1
    return None if person or several else flag


def _details(cues: Iterable[Finding]) -> int:
    """In how many places an offer says what honest ones do; none when the reader tells of it or asks."""
    cues = tuple(cues)
    terms, jobs = (_places(c.span for c in cues if c.flag in kinds) for kinds in ((TERMS,), (TERMS, JOB)))
    return 0 if any(c.flag == READER for c in cues) else min(jobs, terms + MOST_OF_JOB)


def _places(spans: Iterable[Span | None]) -> int:
    """How many different places of the text they are: those that overlap are one."""
    places, end = 0, -1
    for span in sorted(span for span in spans if span):
        places += span.start >= end
        end = max(end, span.end)
    return places


def _backed(findings: Sequence[Finding]) -> bool:
    """Does more than one unreviewed phrase speak: a finding that is no draft, another flag, or another place?"""
    if len({f.flag for f in findings}) > 1 or any(not f.draft and not f.weak for f in findings):
        return True
    spans = sorted(f.span for f in findings if f.span)
    return any(one.end <= other.start for one in spans for other in spans)


def _strong(flag: Flag) -> bool:
    return STRENGTHS.index(flag.strength) >= STRENGTHS.index("strong")


def _script(flags: Iterable[str], scripts: Mapping[str, Script]) -> str | None:
    """The script that explains most of what was found, if any fits; the narrower script wins a tie."""
    found = set(flags)

    def fit(script: Script) -> tuple[int, float]:
        hits = len(found.intersection(script.flags))
        return hits, hits / len(script.flags)

    fitting = [s for s in scripts.values() if found.intersection(s.needs) and fit(s)[0] >= s.least]
    return max(fitting, key=fit).id if fitting else None
