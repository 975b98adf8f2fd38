"""What we know that helps in one country: who answers, where to check, what the law allows, what work pays."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Confidence = Literal["high", "medium", "low"]
ShowStatus = Literal["shown", "unverified", "hidden"]


@dataclass(frozen=True, slots=True)
class Helpline:
    """A place that answers. A number is shown only when `status` is "shown" and its date is not too old."""

    name: str
    kind: str
    source: str
    confidence: Confidence
    status: ShowStatus
    phone: str = ""  # works inside the country; may be a short code
    from_abroad: str = ""  # works from other countries, with +
    message: str = ""  # WhatsApp or SMS
    url: str = ""
    email: str = ""
    hours: str = ""
    languages: str = ""
    operator: str = ""
    source_date: str = ""  # year, year-month or year-month-day as the source has it
    note: str = ""
    checked_on: date | None = None  # the day one of us called or read the operator's own page


@dataclass(frozen=True, slots=True)
class Register:
    """An official place to check a recruiter, an employer or a permit."""

    name: str
    what: str
    url: str
    how: str
    source: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeeRule:
    """What the law of one country lets a recruiter charge a worker."""

    # An origin rule is about work abroad unless it says `at_home`; a row with `places` or `work` beats one without.

    role: Literal["origin", "destination", "both", "international"]
    rule: str
    law: str
    source: str
    confidence: Confidence
    cap: str = ""  # as the source states it
    amount: float | None = None  # 0: nothing may be charged; None: no single figure
    currency: str = ""
    months: float | None = None  # the cap in months of pay
    per_year: bool = False  # ... for each year of the contract
    most_months: float | None = None  # ... and never more than this
    places: tuple[str, ...] = ()  # ISO codes of the countries of work it is for; none: all
    work: tuple[str, ...] = ()  # English words for the only kinds of work it is for; none: all
    covers: tuple[Literal["service", "visa", "costs"], ...] = ("service",)  # what the cap counts
    at_home: bool = False  # also for jobs in the country itself
    payer: Literal["worker", "employer"] = "worker"
    exempt: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wage:
    """A reference wage for a month. `usable`: may be compared with an offer."""

    measure: str
    year: str
    source: str
    confidence: Confidence
    usable: Literal["yes", "with-care", "no"]
    usd_month: float | None = None
    amount: float | None = None
    currency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """What we know that helps in one country. `content/countries/<cc>.toml`."""

    code: str  # ISO 3166 alpha-2 in capitals; ZZ international, EU the Union
    name: str  # English
    helplines: tuple[Helpline, ...] = ()
    registers: tuple[Register, ...] = ()
    fees: tuple[FeeRule, ...] = ()
    wages: tuple[Wage, ...] = ()
    emergency: tuple[Helpline, ...] = ()


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where scam compounds run. `content/destinations.toml`; English names as `checks.reading.places` gives them."""

    checked_on: date
    countries: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[str, ...]
