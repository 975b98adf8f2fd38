"""Why the verdict is what it is: for people who write phrases and for those who doubt an answer.

Shows the text as the phrases see it, clause by clause with its voices, what counted with its points, what did not
count and by which rule, the cues, and the sum. It prints what it was given; use it on texts you may look at.
"""

from collections.abc import Iterator
from itertools import pairwise

from checks import Checker, Offer, check
from checks.model import Finding
from checks.offer import Reading, read
from checks.verdict import CARE, DETAILED, STOP
from checks.voice import Scene, listen


def explain(offer: Offer, checker: Checker) -> str:
    """Plain lines. Raises BadOffer as `check` does."""
    reading = read(offer, checker.engine.vocabulary, checker.engine.keys)
    return "\n".join([*_reading(reading), *_clauses(reading, checker), *_verdict(offer, checker)])


def _reading(reading: Reading) -> Iterator[str]:
    yield "READ AS"
    yield f"  {reading.folded.text}"
    for start, end in reading.folded.repaired:
        yield f"  look-alike letters put right: {reading.folded.text[start:end]}"
    for _, _, word in reading.hidden:
        yield f"  disguise undone: {word}"
    for _, _, word in reading.slips:
        yield f"  misspelling put right: {word}"
    kinds = ("links", "emails", "phones", "handles", "money", "wallets", "ibans", "places", "names")
    for kind in kinds:
        if things := getattr(reading.entities, kind):
            yield f"  {kind}: " + ", ".join(x.span.quote(reading.offer.text) for x in things)


def _clauses(reading: Reading, checker: Checker) -> Iterator[str]:
    yield "CLAUSES AND VOICES"
    tokens = reading.tokens
    scene = listen(tokens, checker.engine.match(tokens))
    if scene.whole:
        yield f"  the whole text reads as {scene.whole.value}"
    edges = [0, *(b + 1 for b in tokens.breaks), len(tokens.text)]
    for begin, end in pairwise(edges):
        clause = tokens.text[begin:end].strip(" |")
        if clause:
            yield f"  {_voices(scene, begin)}{clause}"


def _voices(scene: Scene, offset: int) -> str:
    heard = scene.by_sentence.get(scene.tokens.sentence_number(offset), {})
    return f"[{', '.join(heard)}] " if heard else ""


def _verdict(offer: Offer, checker: Checker) -> Iterator[str]:
    verdict = check(offer, checker)
    yield "COUNTED"
    for finding in verdict.findings:
        flag = checker.library.flags[finding.flag]
        yield f"  {flag.points:2d} {flag.axis:7s} {flag.group}/{flag.id} “{finding.quote}”{_remarks(finding)}"
    yield "NOT COUNTED"
    for left in verdict.suppressed:
        yield f"     {left.flag} “{left.quote}”: {left.rule}"
    yield f"SUM money {verdict.axes['money']}, control {verdict.axes['control']} (care from {CARE}, stop from {STOP})"
    yield f"DETAILS in {verdict.details} places (from {DETAILED} on, one odd sentence is a small sign)"
    yield f"LEVEL {verdict.level.value}" + (f", like {verdict.script}" if verdict.script else "")
    yield from (f"COULD NOT CHECK {reason}" for reason in verdict.unchecked)


def _remarks(finding: Finding) -> str:
    parts = [
        finding.check,
        finding.voice.value,
        *(["weak"] if finding.weak else []),
        *(["draft"] if finding.draft else []),
    ]
    if joined := finding.facts.get("parts"):
        parts.append(f"from {joined}")
    return f"  ({', '.join(parts)})"
