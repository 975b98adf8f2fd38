"""The employer check: an advert for desk work, or for work at home, in which nobody is named.

Fraudulent adverts of this kind say at length what the work is and never whose it is: in the EMSCAD adverts 70 % of
the fraudulent ones and 17 % of the real ones had no company text. That many honest adverts have none either, so it
counts only for work that needs no place and no trade, which is what cheque and payment frauds hire for. English only:
names are seen by their capitals.
"""

from collections.abc import Iterable, Sequence

import regex

from checks import firms
from checks.model import Finding, Outcome, Voice
from checks.offer import Reading

NAME = "employer"
FLAG = "no-company-footprint"
TITLE = 120  # characters from the beginning in which an advert says what it is for
LEAST_WORDS, MOST_CHARACTERS = 25, 8_000
LEAST_MARKS = 3
LEAST_ENGLISH = 0.8  # share of the words in small letters that are known
CAPITALS = (0.01, 0.3)  # share of the letters: with fewer or more, capitals tell nothing

_MARK = regex.compile(
    r"\b(?:requirement|responsibilit|dut(?:y|ies)|experience|benefit|salary|full[- ]time|part[- ]time|skill|position"
    r"|candidate|applicant|resume|cv\b|qualification|employment|vacanc|wage|hiring|apply|job\b)",
    regex.IGNORECASE,
)
_SMALL = regex.compile(r"(?<!\p{L})\p{Ll}{2,}+(?!\p{Lu})")
_AGENCY = regex.compile(r"\b(?:our|my) client\b(?!')", regex.IGNORECASE)
_TOLD = frozenset((Voice.QUESTION, Voice.REPORT, Voice.NEWS))


def check(reading: Reading, done: Sequence[Outcome]) -> Outcome:
    """A weak finding, quoted where the work is said, when the advert names nobody."""
    text = reading.offer.text
    job = _job(done)
    if not job or len(text) > MOST_CHARACTERS or not _is_advert(text) or _told(done) or firms.named(reading):
        return Outcome(NAME)
    return Outcome(NAME, (Finding(FLAG, NAME, job.span, job.quote, weak=True),))


def _job(done: Iterable[Outcome]) -> Finding | None:
    """Where the text says that it is about desk work or work at home."""
    cues = [cue for outcome in done for cue in outcome.cues if not cue.weak]
    desk = (cue for cue in cues if cue.flag == "desk-work" and cue.span and cue.span.start < TITLE)
    by_name = {cue.flag: cue for cue in reversed(cues)}
    easy = by_name.get("high-earnings") if "no-skill" in by_name else None
    return next(desk, None) or by_name.get("from-home-phone") or easy


def _is_advert(text: str) -> bool:
    """An English advert at full length, typed with capitals as usual, by somebody who does not hide a client."""
    letters = sum(map(str.isalpha, text)) or 1
    if not CAPITALS[0] < sum(map(str.isupper, text)) / letters < CAPITALS[1] or _AGENCY.search(text):
        return False
    marks = {found[0].lower() for found in _MARK.finditer(text)}
    small = _SMALL.findall(text)
    if len(marks) < LEAST_MARKS or len(small) < LEAST_WORDS:
        return False
    return sum(map(firms.ordinary, small)) / len(small) >= LEAST_ENGLISH


def _told(done: Iterable[Outcome]) -> bool:
    """Does somebody ask or tell about an offer, or warn of one?"""
    found = [finding for outcome in done for finding in outcome.findings]
    return any(f.voice in _TOLD or f.flag == "posted-as-warning" for f in found)
