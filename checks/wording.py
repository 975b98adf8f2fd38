"""The wording check: phrases of all languages, each judged by who is speaking."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from checks.conversation import Turn, said_by_reader, turns
from checks.model import Finding, Outcome, Suppressed, Voice
from checks.negation import Negation
from checks.offer import Reading
from checks.phrases import Engine, Match
from checks.voice import Ruling, Scene, listen, rule
from content.model import Flag

NAME = "wording"
FEW = 8  # matches, up to which reading only their own sentences is quicker than reading the whole text
OWN = frozenset(("report", "question"))  # voices of a reader
OWN_WORDS = Ruling(Voice.REPORT, "the reader's own words in a chat")


def check(reading: Reading, engine: Engine, negations: Callable[[str], Negation], flags: Mapping[str, Flag]) -> Outcome:
    """Findings for every phrase that counts; what does not count is kept with the rule that said so."""
    judged, scene, matches = _judge(reading, engine, negations, flags)
    counted = [(m, r) for m, r in judged if not r.rule]
    findings = [_finding(reading, m, r, weak=_asked(m, r, flags)) for m, r in counted if m.phrase.flag]
    findings += _reopened(reading, counted, flags)
    if scene.whole:
        findings.append(_warning(reading, matches))
    return Outcome(
        NAME,
        tuple(findings),
        (
            *(_finding(reading, m, r, weak=r.voice is Voice.QUESTION) for m, r in counted if m.phrase.cue),
            *_reader(scene),
        ),
        tuple(_suppressed(reading, m, r) for m, r in judged if r.rule and m.phrase.flag),
    )


def counted(reading: Reading, engine: Engine, negations: Callable[[str], Negation]) -> list[str]:
    """The flags and cues that count in a text, for the proofs of the phrases."""
    judged, _, _ = _judge(reading, engine, negations, {})
    return [m.phrase.flag or m.phrase.cue for m, r in judged if not r.rule]


@dataclass(frozen=True, slots=True)
class _Hearing:
    """All that a ruling on one match looks at."""

    reading: Reading
    scene: Scene
    chat: tuple[Turn, ...]
    spoken: tuple[str, ...]
    negations: Callable[[str], Negation]
    flags: Mapping[str, Flag]
    few: bool = False  # matches
    heard: dict[tuple[str, int, int], Negation] = field(default_factory=dict)  # filled as matches ask

    def ruling(self, match: Match) -> Ruling:
        """Danger somebody tells of counts even in their own words and beside a warning.

        People mix languages ("registration fee nahi lete"), so the negators of all that are spoken here apply.
        """
        negation = self._negation(match)
        if _danger(match, self.flags):
            calm = replace(self.scene, whole=None) if self.scene.whole is Voice.NOTICE else self.scene
            return rule(match, calm, negation)
        return OWN_WORDS if self._own(match) else rule(match, self.scene, negation)

    def _negation(self, match: Match) -> Negation:
        """The small words that may matter to a match: of its sentence, or of the whole text when matches are many."""
        tokens = self.reading.tokens
        (begin, end), last = tokens.sentence(match.start), tokens.sentence(match.end - 1)[0]
        alone = self.few and begin == last
        key = (match.language, begin, end) if alone else (match.language, 0, len(tokens.text))
        if key not in self.heard:
            words = frozenset(tokens.text[key[1] : key[2]].split())
            tags = sorted({match.language, *self.spoken})
            self.heard[key] = Negation.all_of([self.negations(tag).heard(words) for tag in tags])
        return self.heard[key]

    def _own(self, match: Match) -> bool:
        """Did the reader themselves say it in a pasted chat?"""
        if not self.chat:
            return False
        return said_by_reader(self.chat, self.reading.tokens.span(match.start, match.end).start)


def _judge(
    reading: Reading, engine: Engine, negations: Callable[[str], Negation], flags: Mapping[str, Flag]
) -> tuple[list[tuple[Match, Ruling]], Scene, list[Match]]:
    spoken = engine.spoken(reading.tokens)
    matches = engine.match(reading.tokens, spoken)
    hearing = _Hearing(
        reading,
        listen(reading.tokens, matches),
        turns(reading.offer.text),
        spoken,
        negations,
        flags,
        len(matches) <= FEW,
    )
    judged = [(m, hearing.ruling(m)) for m in matches if m.phrase.flag or m.phrase.cue]
    return judged, hearing.scene, matches


def _danger(match: Match, flags: Mapping[str, Flag]) -> bool:
    """Danger counts whoever tells of it."""
    return match.phrase.flag in flags and flags[match.phrase.flag].emergency


def _asked(match: Match, ruling: Ruling, flags: Mapping[str, Flag]) -> bool:
    """A sign the person only asks about counts weakly; danger never does."""
    return ruling.voice is Voice.QUESTION and not _danger(match, flags)


def _finding(reading: Reading, match: Match, ruling: Ruling, flag: str = "", *, weak: bool = False) -> Finding:
    span = reading.tokens.span(match.start, match.end)
    return Finding(
        flag or match.phrase.flag or match.phrase.cue,
        NAME,
        span,
        span.quote(reading.offer.text),
        {"language": match.language},
        ruling.voice,
        weak=weak,
        draft=match.phrase.status != "reviewed",
    )


def _suppressed(reading: Reading, match: Match, ruling: Ruling) -> Suppressed:
    span = reading.tokens.span(match.start, match.end)
    return Suppressed(match.phrase.flag, span, span.quote(reading.offer.text), ruling.rule)


def _reopened(reading: Reading, counted: Iterable[tuple[Match, Ruling]], flags: Mapping[str, Flag]) -> list[Finding]:
    """ "No fee, only a refundable deposit": the demand counts, and so does having said "free" first."""
    return [
        _finding(reading, match, ruling, "says-free-then-pays")
        for match, ruling in counted
        if ruling.voice is Voice.REOPENED and match.phrase.flag in flags and flags[match.phrase.flag].group == "fee"
    ][:1]


def _reader(scene: Scene) -> Iterator[Finding]:
    """A cue that somebody reports or asks: the text is not, or not only, the offer itself."""
    if any(not OWN.isdisjoint(voices) for voices in scene.by_sentence.values()):
        yield Finding("reader-speaks", NAME, None, "")


def _warning(reading: Reading, matches: Iterable[Match]) -> Finding:
    said = next(m for m in matches if m.phrase.voice in ("heading", "notice", "news"))
    return _finding(reading, said, Ruling(Voice.NOTICE), "posted-as-warning")
