"""What the content files say, as frozen values.

One type a table. Field names are the keys people write in the TOML files; a field without a default must be
there. `files.py` reads the files into these types, `lint.py` checks what a type alone can't say.
Nothing here reads a file, a clock or a network.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from content.contracts import Terms
from content.country import Country, Destinations
from content.guidance import OfferSet, Platform, QuestionOrder, School, Situation
from content.money import Rates
from content.organisations import AgencyList, Brand, DomainWords, Hosts

Strength = Literal["context", "supporting", "strong", "conclusive"]
Axis = Literal["money", "control"]
Action = Literal["emergency-first", "stop-carry-or-move", "stop-travel", "stop-send", "stop-pay", "verify", "context"]
FlagStatus = Literal["draft", "trial", "live", "retired"]
SeenIn = Literal["text", "link", "question"]

STRENGTH_POINTS: dict[str, tuple[int, int]] = {
    # The points a flag of that strength may carry, lowest and highest; the verdict's sums rest on these.
    "context": (0, 0),
    "supporting": (1, 3),
    "strong": (4, 7),
    "conclusive": (8, 10),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag: something a recruiter says or does that warns. `content/flags/<group>.toml`, `[<id>]`."""

    id: str
    group: str
    strength: Strength
    points: int
    axis: Axis
    action: Action
    name: str
    why: str
    innocent: tuple[str, ...]
    sources: tuple[str, ...]
    seen_in: tuple[SeenIn, ...] = ("text",)
    status: FlagStatus = "live"
    when: tuple[tuple[str, ...], ...] = ()  # each inner tuple: cues or flags that, all present, set this flag
    without: tuple[str, ...] = ()  # cues that, present, keep `when` from setting it: the innocent reading

    @property
    def emergency(self) -> bool:
        """True when help must come before any analysis."""
        return self.action == "emergency-first"


@dataclass(frozen=True, slots=True)
class Cue:
    """Half of a red flag: worth nothing alone, named in a flag's `when`. `content/cues.toml`, `[<id>]`."""

    id: str
    about: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a scam script: what happens, and what is asked of the person."""

    happens: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A known scam story. `content/scripts/<id>.toml`. It is named when enough of its flags are found."""

    id: str
    name: str
    flags: tuple[str, ...]  # the flags seen in this script
    needs: tuple[str, ...]  # at least one of these must be there: what sets this script apart
    stages: tuple[Stage, ...]
    sources: tuple[str, ...]
    least: int = 2  # how many of `flags` must be found
    evidence: Literal["sourced", "partly", "general"] = "sourced"


@dataclass(frozen=True, slots=True)
class Question:
    """A yes / no / don't-know question and the flags an answer sets. `content/questions.toml`, `[<id>]`."""

    id: str
    topic: str
    why: str
    sources: tuple[str, ...]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    lead: bool = False
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a flag, a cue or a voice is said in one language. `content/languages/<tag>/phrases.toml`."""

    say: tuple[str, ...]
    match: tuple[str, ...]
    ignore: tuple[str, ...]
    flag: str = ""
    cue: str = ""
    voice: str = ""
    unless: tuple[str, ...] = ()  # patterns that, in the same sentence, make it innocent
    lure: bool = False  # the negative is itself the lure ("no interview"): a negator does not cancel it
    duty: bool = False  # also counts when it is the job itself ("your duties: forward payments")
    status: Literal["", "draft", "reviewed"] = ""  # "": as the language; `files.py` puts that in


Role = Literal["language", "subject", "lived-experience"]


@dataclass(frozen=True, slots=True)
class Review:
    """Who read a language's file, when, and as what: a speaker, somebody who knows the field, or has lived it."""

    by: str
    on: date
    role: Role


@dataclass(frozen=True, slots=True)
class Language:
    """One language: who reviewed it, how it negates, and its phrases and texts."""

    tag: str
    name: str  # in the language itself
    english: str
    status: Literal["draft", "reviewed"]
    note: str = ""
    reviews: tuple[Review, ...] = ()
    rtl: bool = False
    negators_before: tuple[str, ...] = ()  # cancel what follows in the same clause
    negators_after: tuple[str, ...] = ()  # cancel what stands before, in verb-final languages
    exceptions: tuple[str, ...] = ()  # words that reopen what a negator closed ("only", "except")
    marks: tuple[str, ...] = ()  # everyday words that show a Latin-letter text is (also) in this language
    letters: str = ""  # the script in which no other of our languages is written, as Unicode names it ("Ethiopic")
    keys: tuple[str, ...] = ()  # telling words that are also known one slip of the finger away (7 letters or more)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)  # named word lists, {name} in a phrase
    phrases: tuple[Phrase, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)  # "flag.fee-to-get-job.title" -> text


@dataclass(frozen=True, slots=True)
class KnownText:
    """A confirmed scam text as a fingerprint, never as text. `content/known.csv`; see `checks/known.py`."""

    id: str
    flags: tuple[str, ...]
    fingerprint: tuple[int, ...]
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in `content/`, read once and passed in."""

    flags: dict[str, Flag]
    cues: dict[str, Cue]
    scripts: dict[str, Script]
    questions: dict[str, Question]
    languages: dict[str, Language]
    countries: dict[str, Country]
    brands: tuple[Brand, ...]
    hosts: Hosts
    agencies: tuple[AgencyList, ...]
    destinations: Destinations = field(default_factory=lambda: Destinations(date.min, (), (), ()))
    known: tuple[KnownText, ...] = ()
    domain_words: DomainWords = field(default_factory=DomainWords)
    rates: Rates = field(default_factory=Rates)
    question_orders: dict[str, QuestionOrder] = field(default_factory=dict)
    situations: dict[str, Situation] = field(default_factory=dict)
    platforms: dict[str, Platform] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)  # of a work contract
    school: School = field(default_factory=School)
    workshops: dict[str, OfferSet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a content file: where, what, and what to do about it."""

    file: str
    key: str
    wrong: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.file}: {self.key}: {kind}{self.wrong}. {self.mend}"
