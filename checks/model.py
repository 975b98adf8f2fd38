"""The values that travel through the checks: an offer goes in, a verdict comes out. All frozen, nothing does I/O."""

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How much to warn. There is no "safe": `none` means only that no known sign was seen in this text."""

    URGENT = "urgent"
    STOP = "stop"
    CARE = "care"
    NONE = "none"


class Voice(StrEnum):
    """Who is speaking in a clause (see `voice.py`)."""

    RECRUITER = "recruiter"
    DISCLAIMER = "disclaimer"  # V1 the writer says it does not charge or ask
    NOTICE = "notice"  # V2 a warning about third parties
    REPORT = "report"  # V3 the user tells what somebody asked of them
    QUESTION = "question"  # V4 the user asks whether it is normal
    DUTY = "duty"  # V5 the trigger is the work itself
    CONDITION = "condition"  # V6 a rule or a law
    REOPENED = "reopened"  # V7 a negation followed by the real demand
    LURE = "lure"  # V8 the negative is the lure
    FALSE_WARNING = "false-warning"  # V9 a recruiter imitating a warning
    NEWS = "news"  # V10 a third person's report


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text as sent: code points `start` (included) to `end` (excluded)."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class HiddenLink:
    """A link behind other words (Telegram `text_link`): what is shown and where it leads."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person sent, as it came. `country` is the reader's (ISO alpha-2) or empty; `language` a tag or empty.

    `sender` is the display name and `origin` the handle a forward came from, when known; both stay in memory.
    `own` is the handle of the bot that reads it: somebody may pose as this very bot.
    """

    text: str
    country: str = ""
    language: str = ""
    hidden_links: tuple[HiddenLink, ...] = ()
    sender: str = ""
    origin: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One red flag seen at one place. `span` is None when it comes from something outside the text.

    `weak` findings (a question) never count towards `stop`. A `draft` one comes from a phrase nobody has reviewed: it
    counts towards `stop` only beside another finding.
    """

    flag: str
    check: str
    span: Span | None
    quote: str
    facts: dict[str, str] = field(default_factory=dict)
    voice: Voice = Voice.RECRUITER
    weak: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A match that was not counted, and the rule that said so: for `explain` and for tests."""

    flag: str
    span: Span
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check says. Every check answers: findings, "nothing seen", or "could not check" with a reason."""

    check: str
    findings: tuple[Finding, ...] = ()
    cues: tuple[Finding, ...] = ()  # halves of flags, joined at the end (`join.py`); `flag` holds the cue's id
    suppressed: tuple[Suppressed, ...] = ()
    unchecked: str = ""  # a short reason in English; empty when the check ran
    notes: tuple[str, ...] = ()  # text keys of things to say that are no warning ("note.legal-fee")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all checks together mean. `flags` strongest first; `points` by axis can be added up by a person."""

    level: Level
    axes: dict[str, int]
    flags: tuple[str, ...]
    findings: tuple[Finding, ...]
    script: str | None = None
    unchecked: tuple[str, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    notes: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    trial: tuple[str, ...] = ()  # flags on trial: counted, never shown, worth nothing
    details: int = 0  # places that say what honest offers say, and lures leave out
    asks_source: bool = False  # the text reads as a warning or news: ask "an offer you got, or a warning you saw?"
