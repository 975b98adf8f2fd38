"""Every phrase proves itself: its `match` texts must set what it is there for, its `ignore` texts must not.

`python -m checks prove [LANGUAGE ...]` prints what fails; the test suite runs the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks import Checker, wording
from checks.model import Offer
from checks.offer import read
from content.model import Language, Phrase


@dataclass(frozen=True, slots=True)
class Failure:
    """One example that did not do what it should."""

    language: str
    subject: str
    wanted: str
    text: str
    got: str

    def __str__(self) -> str:
        return f"{self.language}: {self.subject}: should {self.wanted}: “{self.text}” (got {self.got or 'nothing'})"


def prove(checker: Checker, tags: Iterable[str] = ()) -> Iterator[Failure]:
    """Failures of all phrases of the languages `tags` (all of them when empty)."""
    wanted = set(tags)
    for language in checker.library.languages.values():
        if not wanted or language.tag in wanted:
            for phrase in language.phrases:
                yield from _prove_one(checker, language, phrase)


def _prove_one(checker: Checker, language: Language, phrase: Phrase) -> Iterator[Failure]:
    subject = phrase.flag or phrase.cue or phrase.voice
    for text in phrase.match:
        heard = _heard(checker, text, phrase)
        if subject not in heard:
            yield Failure(language.tag, subject, "match", text, ", ".join(heard))
    for text in phrase.ignore:
        heard = _heard(checker, text, phrase)
        if subject in heard:
            yield Failure(language.tag, subject, "not match", text, ", ".join(heard))


def _heard(checker: Checker, text: str, phrase: Phrase) -> list[str]:
    """What counts in `text`: flags and cues after voice; for a voice phrase, the voices that were heard."""
    reading = read(Offer(text), checker.engine.vocabulary, checker.engine.keys)
    if phrase.voice:
        return [m.phrase.voice for m in checker.engine.match(reading.tokens)]
    return wording.counted(reading, checker.engine, checker.negations)
