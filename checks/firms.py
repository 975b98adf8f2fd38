"""Does an English advert name anybody: a firm, an agency, a hospital, a shop, a person?

Read generously, so that an honest advert is hardly ever taken for a nameless one: a web page, a telephone number, a
legal form, or one capitalised word that adverts do not also write small ("Novarel", "Ashgrove") is enough. Headings
and posts are in capitals too ("Requirements", "Front Desk Clerk"); `advert_words.txt` has the ordinary words: those
that stood in small letters in at least four of 4,008 public adverts (see `build_advert_words.py`).
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import regex

from checks.offer import Reading

WORDS = frozenset(Path(__file__).with_name("advert_words.txt").read_text(encoding="utf-8").split())
LEAST_NAME = 4  # letters of a capitalised word that is a name; shorter ones are states, degrees, abbreviations
TWICE = 5  # letters of a word in capitals, or at a beginning, that is a name when it comes again

# Capitalised in everybody's adverts: programs, languages, papers, days, parts of countries and of addresses.
_USUAL = frozenset(
    "microsoft excel word outlook powerpoint access suite quickbooks adobe acrobat photoshop google gmail "
    "internet explorer windows macintosh oracle peachtree sage yahoo messenger hotmail facebook twitter linkedin "
    "youtube skype zoom teams android iphone english spanish french german mandarin bilingual monday tuesday "
    "wednesday thursday friday saturday sunday thur thurs tues january february march april june july august "
    "september october november december sept christmas easter american americans canadian australian british "
    "european united states kingdom america canada australia britain medicare medicaid hipaa aflac cobra roth "
    "osha typist typing secretary secretarial clerical telemarketer bookkeeper rebates processor western "
    "customize hourly asap".split()
)
_ENDINGS = tuple((end, instead) for end in "s es ing ed ly er ies".split() for instead in ("", "e", "y"))
# Kinds of institutions: with a word of their own before them they are one ("Mercy Hospital", "Hotel" alone is none).
_INSTITUTION = regex.compile(
    r"\b(?<own>[A-Z][\p{L}&'-]++) (?:Group|Technologies|Solutions|Systems|Services|Hospital|University|College|School"
    r"|Bank|Hotel|Clinic|Institute|Foundation|Church|Associates|Partners|Ventures|Council|Ministry|Association|Trust"
    r"|Labs?|Studios?|Media|Industries|Restaurant|Pharmacy|Company|Store|Stores|Farm|Farms|Care Home)\b"
)
_SUBJECT = regex.compile(
    r"(?:^|[.!?\n:][ \t]*)(?<own>(?:[A-Z][\p{L}&'-]++ ?){1,4}),? (?:is|are|has been) "
    r"(?:an?|the|one|now|currently|looking|seeking|hiring|recruiting|proud|committed|dedicated|based)\b",
    regex.MULTILINE,
)
_AT = regex.compile(r"\b(?:[Aa]t|[Jj]oin) (?<own>[A-Z]\p{L}++(?: [A-Z]\p{L}++)+)")
_NO_FIRM = frozenset(
    "a an the our your my this that these we you they it he she i all any no each every some many most if as when "
    "while in on at for to from with by and or but not please who what where why how there here high candidate "
    "candidates applicant applicants position positions role job person individual salary pay work opportunity "
    "experience team training employee duration title knowledge ability communication schedule compensation travel "
    "overtime department client clients customer everyone employment time contract office shift transportation "
    "degree resume hours must home customer administrative computer data human social medical health financial "
    "information professional technical sales business management marketing payment community local public".split()
)
# Where a place follows, and what behind a word makes it a place ("Salem, OR").
_PLACE_LINE = regex.compile(
    r"^[ \t]*(?:Job )?(?:Location|Town|City|State|Area|Where|Place)\b[^\n]{0,100}", regex.MULTILINE
)
_TO_A_PLACE = regex.compile(
    r"\b(?:in|near|around|throughout|across|area)(?: (?:the|greater|downtown|city|of|north|south|east|west"
    r"|san|los|new|fort|st|saint))*+,? $",
    regex.IGNORECASE,
)
_STATE_BEHIND = regex.compile(r",? [A-Z]{2}\b")
_GLUED = regex.compile(r"(?<=[\p{Ll}\d)])(?=\p{Lu})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})")
_CAPITAL = regex.compile(r"(?<![\p{L}@./])\p{Lu}[\p{L}\p{N}'’&-]*+")
_BEGINS = regex.compile(r"(?:^|[.!?:;\n*•|(/-])[ \t\"'“]*+$")
_OWNER, _JOINT = regex.compile(r"['’]s$"), regex.compile(r"[-&'’]")
_BEFORE = 40


def named(reading: Reading) -> bool:
    """Is there a name or a way to reach somebody? True when that cannot be told."""
    found = reading.entities
    if found.links or found.phones or found.handles or found.names:
        return True
    text = _GLUED.sub(". ", _PLACE_LINE.sub(" ", reading.offer.text))
    return _institution(text) or any(_foreign(m["own"]) for m in _AT.finditer(text)) or _stranger(text)


def ordinary(word: str) -> bool:
    """Do adverts write this word, or what it is made of, in small letters too?"""
    if word in WORDS or word in _USUAL or len(word) < 2 or word.isdigit():
        return True
    if any(word.endswith(end) and word[: -len(end)] + instead in WORDS for end, instead in _ENDINGS):
        return True
    return f"{word}s" in WORDS or word.replace("is", "iz") in WORDS


def _institution(text: str) -> bool:
    """A word of its own before a kind of institution, or somebody who "is a ..."."""
    if any(not ordinary(found["own"].lower()) for found in _INSTITUTION.finditer(text)):
        return True
    return any(_foreign(found["own"]) for found in _SUBJECT.finditer(text))


def _foreign(words: str) -> bool:
    """Could these words be a firm: none of them speaks of the post, the reader or the writer."""
    return _NO_FIRM.isdisjoint(words.lower().split()) and not all(word in _USUAL for word in words.lower().split())


def _stranger(text: str) -> bool:
    """A capitalised word that no advert writes small: inside a sentence once is enough, elsewhere twice."""
    again: Counter[str] = Counter()
    for word, inside in _strange(text):
        again[word] += 1
        if inside or (again[word] > 1 and len(word) >= TWICE):
            return True
    return False


def _strange(text: str) -> Iterator[tuple[str, bool]]:
    """Capitalised words that are not ordinary, and whether they stand inside a sentence, not in capitals."""
    for found in _CAPITAL.finditer(text):
        typed = found[0]
        word = _OWNER.sub("", typed.lower())
        if len(word) < LEAST_NAME or all(ordinary(part) for part in _JOINT.split(word)):
            continue
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if _TO_A_PLACE.search(before) or _STATE_BEHIND.match(text, found.end()):
            continue
        yield word, not typed.isupper() and not _BEGINS.search(before)
