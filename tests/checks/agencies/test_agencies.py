"""The agencies check: what a list says is said with its date and standing, and only what is in force counts."""

from datetime import date

import pytest

from checks import agencies
from checks.agencies.answer import as_object, look_up
from checks.agencies.licences import find as licences
from checks.agencies.register import Row, Standing
from checks.fold import fold
from checks.model import Finding, Offer
from checks.offer import read
from content.organisations import AgencyList, Entity

DAY = date(2026, 11, 22)
SOURCE = "https://example.org/page"
STATUSES = {"banned": "negative", "licensed": "licensed", "fined": "neutral", "frozen": "sanction"}


def listing(ident: str, day: date, *rows: Entity, country: str = "XX") -> AgencyList:
    about = (f"List {ident}", f"Office {ident}", country, SOURCE, day, 365, 1, 99, STATUSES)
    return AgencyList(ident, *about, entities=rows)  # type: ignore[arg-type]  # the classes are plain words here


NEW = listing(
    "new",
    date(2026, 6, 1),
    Entity("1", "Golden Harbour Manpower Ltd", "banned", phones=("+63 2 8555 0101",), emails=("x@ghjobs.com",)),
    Entity("2", "Silver Lake Overseas Ltd", "licensed", phones=("+63 2 8555 0102",), licence="RL-0451"),
    Entity("3", "Silver Lake Overseas", "banned"),
    Entity("4", "Green Palm Recruitment Inc", "fined", phones=("+63 2 8555 0103",)),
    Entity("5", "Tidewater Crewing Services", "banned", valid_to="2026-01-31"),
    Entity("6", "Zanbaq Horizon Recruitment", "licensed", phones=("+63 2 8555 0177",), emails=("hr@zanbaq.example",)),
    Entity("7", "Zanbaq Cheap Flights", "banned", phones=("+63 2 8555 0199",)),
    Entity("8", "Kestrel Point Staffing", "licensed", phones=("+63 2 8555 0199",)),
    country="PH",
)
AGED = listing("aged", date(2019, 1, 1), Entity("1", "Marigold Bay Placement", "banned", phones=("+63 2 8555 0200",)))
REGISTER = agencies.index([NEW, AGED])


def check(text: str, country: str = "PH") -> list[Finding]:
    return list(agencies.check(read(Offer(text, country)), REGISTER, DAY).findings)


def flags(text: str, country: str = "PH") -> list[str]:
    return [finding.flag for finding in check(text, country)]


def test_a_listed_number_is_a_sign_in_the_authoritys_own_words() -> None:
    (found,) = check("Call (02) 8555-0101 for the job")
    assert (found.flag, found.weak) == ("listed-by-authority", False)
    assert found.facts | {"status": "banned", "how": "phone", "date": "2026-06-01"} == found.facts
    assert next(iter(found.facts)) == "identifier"


@pytest.mark.parametrize("text", ["Write to X@GHjobs.com", "call +63285550101 or the office"])
def test_an_address_or_number_is_found_however_it_is_written(text: str) -> None:
    assert flags(text) == ["listed-by-authority"]


def test_a_number_that_a_licensed_firm_has_too_is_told_and_not_counted() -> None:
    assert set(flags("Call (02) 8555-0199")) == {"named-on-other-list", "named-on-licence-list"}


def test_a_listed_name_is_weak_and_says_that_it_may_be_another_firm() -> None:
    (here,) = check("Apply at Golden Harbour Manpower Ltd. today")
    assert (here.flag, here.weak, here.facts["how"]) == ("listed-by-authority", True, "name")


def test_the_same_name_in_another_country_is_only_alike() -> None:
    assert flags("Apply at Golden Harbour Manpower Ltd. today", "KE") == ["name-like-listed"]
    assert flags("Apply at Golden Harbor Manpower today") == ["name-like-listed"]


def test_a_name_that_is_licensed_and_banned_is_told_both_ways_and_counts_for_nothing() -> None:
    assert set(flags("Apply at Silver Lake Overseas Ltd. today")) <= {"named-on-licence-list", "named-on-other-list"}


@pytest.mark.parametrize(
    "text",
    [
        "Apply at Green Palm Recruitment Inc. today",  # a fine
        "Apply at Tidewater Crewing Services today",  # its ban is over
        "Apply at Marigold Bay Placement today",  # an old list
        "Call (02) 8555-0103",
        "Call (02) 8555-0200",
    ],
)
def test_what_is_old_ended_or_administrative_is_told_and_not_counted(text: str) -> None:
    assert flags(text) == ["named-on-other-list"]


def test_a_name_only_similar_to_one_of_which_nothing_bad_is_said_is_not_told() -> None:
    assert flags("Green Palm Recruitment wants you") == ["named-on-other-list"]
    assert flags("Green Palms Recruitment wants you") == []
    assert flags("Golden Harbor Manpower wants you") == ["name-like-listed"]


def test_a_row_stands_as_its_day_and_its_list_say() -> None:
    rows = {row.entity.name: row.standing(DAY) for row in REGISTER.rows()}
    assert rows["Golden Harbour Manpower Ltd"] is Standing.NEGATIVE
    assert rows["Tidewater Crewing Services"] is Standing.ENDED
    assert rows["Marigold Bay Placement"] is Standing.OLD
    assert Row(NEW, NEW.entities[1]).standing(date(2028, 1, 1)) is Standing.OLD


@pytest.mark.parametrize(
    ("contact", "kind"), [("Call (02) 8555-0999", "phone"), ("Write to zanbaq.horizon@gmail.com", "email")]
)
def test_a_licensed_name_with_other_contacts_is_a_sign(contact: str, kind: str) -> None:
    found = [f for f in check(f"Zanbaq Horizon Recruitment is hiring. {contact}") if "other-contact" in f.flag]
    assert [(f.facts["kind"], f.facts["name"]) for f in found] == [(kind, "Zanbaq Horizon Recruitment")]


@pytest.mark.parametrize(
    "text",
    [
        "Zanbaq Horizon Recruitment is hiring. Call (02) 8555-0177",
        "Zanbaq Horizon Recruitment is hiring. Call (02) 8555-0999 or (02) 8555-0177",
        "Zanbaq Horizon Recruitment is hiring.",
    ],
)
def test_a_licensed_name_with_its_own_contacts_or_none_is_told_only(text: str) -> None:
    assert set(flags(text)) == {"named-on-licence-list"}


@pytest.mark.parametrize(
    "text", ["Our golden harbour needs manpower", "We are hiring cooks", "A silver lake, far overseas"]
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert flags(text) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Licence B-0423/DEL/PER/1000+/5/8899/2011", "IN"),
        ("OP&HRD/4041/KHI/2016", "PK"),
        ("Govt. approved, RL No. 451", "BD"),
        ("Licence no. 1010/070/071", "NP"),
        ("DMW License No. DMW-990-LB-01022099-UL", "PH"),
        ("poea-990-sb-010299-r", "PH"),
    ],
)
def test_licence_numbers_are_read_by_their_countrys_form(text: str, country: str) -> None:
    assert [found.country for found in licences(fold(text))] == [country]


@pytest.mark.parametrize("text", ["Date 12/04/2026", "URL 12", "Call 0712 345 678", "RL 25,000 a month"])
def test_other_numbers_are_no_licences(text: str) -> None:
    assert list(licences(fold(text))) == []


def test_a_licence_number_leads_to_its_row_whatever_its_zeros() -> None:
    (found,) = check("Our licence is RL 451")
    assert (found.flag, found.facts["how"]) == ("named-on-licence-list", "licence")


def test_look_up_shows_both_kinds_and_picks_none() -> None:
    answer = look_up("silver lake overseas", REGISTER)
    assert {c.row.entity.status for c in answer} == {"licensed", "banned"}
    fields = as_object("x", answer, DAY)["candidates"][0]
    assert set(fields) >= {"name", "list", "authority", "class", "status", "date", "link", "how", "score", "standing"}


@pytest.mark.parametrize(
    ("asked", "how"), [("RL-451", "licence"), ("+63 2 8555 0101", "phone"), ("x@ghjobs.com", "email")]
)
def test_look_up_takes_identifiers(asked: str, how: str) -> None:
    assert [c.how for c in look_up(asked, REGISTER)] == [how]


def test_look_up_of_a_stranger_or_of_rubbish_finds_nothing() -> None:
    assert [look_up(asked, REGISTER) for asked in ("Plumfield Brothers", "x" * 10_000, "???")] == [[], [], []]
