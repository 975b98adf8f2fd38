"""Offers, verdicts and a country made up for the tests. No number here is a real one."""

from dataclasses import replace
from datetime import date
from functools import cache

from checks.model import Finding, Level, Offer, Span, Suppressed, Verdict, Voice
from content.country import Country, Helpline, Register
from content.model import Library
from tests import once

TODAY = date(2026, 11, 22)
CHECKS = ("wording", "links", "contacts", "agencies", "payment", "pay", "documents", "fees")


def line(name: str, kind: str, **more: str) -> Helpline:
    """A helpline whose number may be shown, unless `more` says otherwise."""
    fields = {"source": "https://example.org/source", "source_date": "2026-09", "status": "shown"} | more
    return Helpline(name=name, kind=kind, confidence="high", **fields)  # type: ignore[arg-type]  # the test names fields or values freely


NOWHERE = Country(
    code="NW",
    name="Nowhere",
    helplines=(
        line("Labour Line", "labour", phone="155", from_abroad="+999 5550 155", url="https://labour.example"),
        line("Migrant Office", "migrant", url="https://migrants.example/help/", status="unverified", phone="9990000"),
        line("Freedom Line", "trafficking", phone="8800", url="https://freedom.example", hours="24/7"),
        line("Old Line", "trafficking", phone="777111", url="https://old.example", source_date="2023"),
        line("Hidden Line", "trafficking", phone="777222", url="https://hidden.example", status="hidden"),
        line("Child Line", "child", phone="116000"),
    ),
    registers=(
        Register("Licence List", "agencies", "https://licences.example", "search", "https://example.org", "high"),
    ),
    emergency=(
        line("A crisis line", "crisis", phone="000888"),
        line("Police, ambulance, fire", "general_emergency", phone="000", source_date="2026-06"),
    ),
)
WORLD = Country(
    code="ZZ",
    name="International",
    helplines=(
        line("Take Pictures Down", "image_abuse", url="https://down.example", status="unverified"),
        line("World Directory", "trafficking", url="https://world.example", status="unverified"),
    ),
)


@cache
def library() -> Library:
    """The real texts and flags, with invented countries: a real number has no place in a test."""
    names = {"NA": "Namibia", "NP": "Nepal", "PH": "Philippines", "US": "United States"}
    others = {code: Country(code, name) for code, name in names.items()}
    whole = once.library()
    english = {"en": whole.languages["en"]}  # other languages come and go; screens must not change with them
    return replace(whole, languages=english, countries={"NW": NOWHERE, "ZZ": WORLD, **others})


FEE_TEXT = (
    "Dear applicant, you are hired!! Kindly send the processing fee of 90 dollars in USDT before Friday "
    "and keep this between us. Write to Amy at https://t.me/hr_amy_desk or amy.desk@mail.example today."
)


def found(text: str, flag: str, quote: str, **more: object) -> Finding:
    """A finding of `quote` where it stands in `text`."""
    start = text.index(quote)
    return Finding(flag, "wording", Span(start, start + len(quote)), quote, **more)  # type: ignore[arg-type]  # the test names fields or values freely


def verdict(level: Level, findings: list[Finding], **more: object) -> Verdict:
    """A verdict of `findings`; points by axis may be given as `axes`."""
    flags = tuple(dict.fromkeys(f.flag for f in findings))
    fields = {"axes": {"money": 10, "control": 0}, "checked": CHECKS} | more
    return Verdict(level=level, flags=flags, findings=tuple(findings), **fields)  # type: ignore[arg-type]  # the test names fields or values freely


FEE = verdict(
    Level.STOP,
    [
        found(FEE_TEXT, "fee-to-get-job", "send the processing fee of 90 dollars"),
        found(FEE_TEXT, "pay-crypto", "in USDT"),
        found(FEE_TEXT, "keep-secret", "keep this between us"),
        found(FEE_TEXT, "move-to-telegram-whatsapp", "https://t.me/hr_amy_desk or amy.desk@mail.example"),
    ],
)

TRIP_TEXT = "You will enter on a visit visa and we change it there. The agency keeps your passport for registration."
TRIP = verdict(
    Level.STOP,
    [
        found(TRIP_TEXT, "work-on-tourist-visa", "enter on a visit visa"),
        found(TRIP_TEXT, "hand-over-passport", "keeps your passport"),
    ],
    axes={"money": 0, "control": 20},
)

CARE_TEXT = "Easy work from your phone, 300 dollars a day for everybody. Only three places are left."
CARE = verdict(
    Level.CARE,
    [
        found(CARE_TEXT, "pay-too-high", "300 dollars a day"),
        found(CARE_TEXT, "urgency-deadline", "Only three places are left"),
    ],
    unchecked=("links: took too long",),
)

NONE_TEXT = "We look for a baker for our shop in Oldtown, five days a week, start in March."
NONE = verdict(Level.NONE, [], axes={"money": 0, "control": 0})

SMALL = verdict(Level.NONE, [found(CARE_TEXT, "urgency-deadline", "Only three places are left")])

LISTED_TEXT = "Sunrise Manpower offers you a place as a cook on a ship."
LISTED = verdict(
    Level.CARE,
    [
        found(
            LISTED_TEXT,
            "unlicensed-agency",
            "Sunrise Manpower",
            facts={
                "name": "Sunrise Manpower",
                "authority": "the Labour Office of Nowhere",
                "status": "licence withdrawn",
                "date": "2026-08-01",
                "link": "https://licences.example/list",
            },
        )
    ],
)

WARNING_TEXT = "Police warn: never pay a fee for a job. Do not send money to people who promise work."
WARNING = verdict(
    Level.NONE,
    [found(WARNING_TEXT, "posted-as-warning", "Police warn", voice=Voice.NOTICE)],
    axes={"money": 0, "control": 0},
    asks_source=True,
    suppressed=(Suppressed("fee-to-get-job", Span(13, 37), "never pay a fee for a job", "V2"),),
)

QUESTION_TEXT = "Is it normal to pay a registration fee?"
QUESTION = verdict(
    Level.CARE,
    [found(QUESTION_TEXT, "fee-to-get-job", "pay a registration fee", voice=Voice.QUESTION, weak=True)],
    asks_source=True,
)

HELD_TEXT = "They locked the door and took our phones, we cannot leave the house."
URGENT_TEXTS = {
    "cant-leave": "we cannot leave the house",
    "ransom-or-violence": "pay or they beat him",
    "threat-intimate": "I will send your pictures to your family",
    "minor-appears": "I am fifteen",
    "met-by-stranger-change-plan": "another man met me at the airport",
    "fine-or-pay-back-trip": "pay back the ticket before you go home",
    "fraud-work-request": "you write to strangers and win their trust",
    "watched-phone": "he reads my phone",
    "controlled-answers": "say this to them",
    "minor-grooming-mission": "a mission for quick cash",
    "adoption-child-transfer": "we place your child with a family",
}


def urgent(flag: str) -> Verdict:
    quote = URGENT_TEXTS[flag]
    return verdict(Level.URGENT, [found(quote, flag, quote)], axes={"money": 0, "control": 10})


CASES: dict[str, tuple[str, Verdict]] = {
    "stop-money": (FEE_TEXT, FEE),
    "stop-control": (TRIP_TEXT, TRIP),
    "care": (CARE_TEXT, CARE),
    "care-listed-name": (LISTED_TEXT, LISTED),
    "none": (NONE_TEXT, NONE),
    "none-small-signs": (CARE_TEXT, SMALL),
    "ask-source": (WARNING_TEXT, WARNING),
    "ask-question": (QUESTION_TEXT, QUESTION),
    "urgent-held": ("we cannot leave the house", urgent("cant-leave")),
    "urgent-danger": ("pay or they beat him", urgent("ransom-or-violence")),
    "urgent-images": ("I will send your pictures to your family", urgent("threat-intimate")),
    "urgent-child": ("I am fifteen", urgent("minor-appears")),
    "urgent-travel": ("another man met me at the airport", urgent("met-by-stranger-change-plan")),
    "urgent-debt": ("pay back the ticket before you go home", urgent("fine-or-pay-back-trip")),
    "urgent-crime": ("you write to strangers and win their trust", urgent("fraud-work-request")),
}


def offer(name: str, country: str = "NW") -> Offer:
    return Offer(CASES[name][0], country=country, language="en")
