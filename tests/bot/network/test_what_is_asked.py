"""What look-ups may ask about an offer, and what their answers mean: with the real content, and nothing online."""

from datetime import date

import pytest

from checks import Checker, check, prepare
from checks.lookups import (
    Expanded,
    Kind,
    Known,
    Learned,
    Listed,
    Registered,
    Wanted,
    address,
    behind,
    known,
    outcomes,
    wanted,
)
from checks.model import Finding, HiddenLink, Level, Offer, Outcome, Span
from checks.reading.links import Link
from content.model import Library

DAY = date(2026, 11, 20)
HELLO = "We have a place for you as a baker in our shop in Oldtown."


@pytest.fixture(scope="session")
def what(library: Library) -> Known:
    return known(library)


@pytest.fixture(scope="session")
def checker(library: Library) -> Checker:
    return prepare(library)


def asked(text: str, what: Known) -> Wanted:
    return wanted(Offer(text), what)


def test_nothing_is_asked_about_a_text_without_links(what: Known) -> None:
    assert asked(HELLO, what) == Wanted()


def test_a_short_link_is_asked_of_its_shortener_as_it_stands(what: Known) -> None:
    found = asked(f"{HELLO} See http://bit.ly/Abc-1?x=2#part and tinyurl.com/def", what)
    assert found.short == ("http://bit.ly/Abc-1?x=2", "https://tinyurl.com/def")
    assert found.domains == () and found.hosts == ()


def test_what_stands_before_an_at_sign_is_never_sent() -> None:
    url = "https://amy:word@bit.ly/Abc#part"
    link = Link(Span(0, 30), url, "bit.ly", "bit.ly", "https", "/Abc#part", url, user="amy:word")
    assert address(link) == "https://bit.ly/Abc"


@pytest.mark.parametrize(
    "link", ["bit.ly", "https://bit.ly/", "https://t.me/amy", "https://wa.me/123456789", "https://youtu.be/x1"]
)
def test_what_a_shortener_cannot_tell_more_about_is_not_asked(link: str, what: Known) -> None:
    assert asked(f"{HELLO} {link}", what).short == ()


def test_of_a_site_and_a_sender_the_registered_name_and_the_host_are_asked(what: Known) -> None:
    found = asked(
        f"{HELLO} See https://hr.bakers-oldtown.example.com/jobs or write to amy@mail.oldtown-bread.co.uk", what
    )
    assert found.domains == ("example.com", "oldtown-bread.co.uk")
    assert found.hosts == ("hr.bakers-oldtown.example.com", "mail.oldtown-bread.co.uk")


@pytest.mark.parametrize(
    "place",
    [
        "https://careers.un.org/x", "https://www.indeed.com/job/1", "amy@gmail.com", "https://t.me/amy_hr",
        "https://boards.greenhouse.io", "https://bakers.github.io", "https://github.io", "http://10.0.0.1/x",
        "http://93.184.216.34/x", "https://forms.gle/abc",
    ],
)  # fmt: skip
def test_nobody_is_asked_how_old_known_places_and_addresses_are(place: str, what: Known) -> None:
    assert asked(f"{HELLO} {place}", what).domains == ()


def test_a_site_on_a_platform_is_looked_up_in_lists_by_its_whole_host(what: Known) -> None:
    assert asked(f"{HELLO} https://bakers.github.io/x", what).hosts == ("bakers.github.io",)
    assert asked(f"{HELLO} https://github.io/x", what).hosts == ()


def test_links_behind_words_are_asked_about_too(what: Known) -> None:
    offer = Offer("Apply here today", hidden_links=(HiddenLink(Span(0, 10), "https://bit.ly/abc"),))
    assert wanted(offer, what).short == ("https://bit.ly/abc",)


def test_a_message_full_of_links_is_asked_about_in_part(what: Known) -> None:
    text = " ".join(f"https://bit.ly/{n} https://jobs{n}.example-{n}.com/" for n in range(100))
    found = asked(text, what)
    assert (len(found.short), len(found.domains), len(found.hosts)) == (3, 3, 20)


def test_behind_a_short_link_only_its_host_is_asked_about(what: Known) -> None:
    assert behind("https://jobs.example.com/x?who=amy", what) == Wanted((), ("example.com",), ("jobs.example.com",))
    assert behind("https://bit.ly/another", what) == Wanted()
    assert behind("https://t.me/amy", what) == Wanted()
    assert behind("nonsense", what) == Wanted()


def learned(*asked: Kind, **found: object) -> Learned:
    return Learned(asked=asked, **found)  # type: ignore[arg-type]  # by name, of its kinds


def test_the_address_behind_a_short_link_is_checked_as_a_link_and_quoted_where_it_stands(checker: Checker) -> None:
    offer = Offer(f"{HELLO} See https://bit.ly/abc today. Amy")
    before = check(offer, checker)
    found = Expanded("https://bit.ly/abc", "https://indeed.com.apply-now.top/login?x=1")
    after = check(offer, checker, learned=learned("expand", expanded=(found,)))
    assert before.level is Level.NONE and after.level in (Level.CARE, Level.STOP)
    finding = next(f for f in after.findings if f.check == "expand")
    assert finding.quote == "https://bit.ly/abc" == finding.span.quote(offer.text)
    assert finding.facts["leads_to"] == "indeed.com.apply-now.top"
    assert "note.leads-to=indeed.com.apply-now.top" in after.notes


def test_the_rest_of_the_offer_is_not_judged_twice() -> None:
    """The checks see the whole offer with the address in it; only what they say about the address is taken over."""
    offer = Offer("See http://other.example and https://bit.ly/abc today")
    seen: list[str] = []

    def look(whole: Offer) -> list[Outcome]:
        seen.append(whole.text)
        spans = [
            Span(whole.text.index(x), whole.text.index(x) + len(x)) for x in ("http://other.example", "evil.example")
        ]
        findings = tuple(Finding("suspicious-link", "links", span, span.quote(whole.text)) for span in spans)
        return [Outcome("links", findings, cues=findings), Outcome("agencies", unchecked="failed")]

    facts = learned("expand", expanded=(Expanded("https://bit.ly/abc", "https://evil.example/x"),))
    (outcome,) = outcomes(offer, facts, look)
    assert seen == ["See http://other.example and  https://evil.example/x  today"]
    assert [f.quote for f in (*outcome.findings, *outcome.cues)] == ["https://bit.ly/abc"] * 2


def test_a_short_link_behind_words_is_checked_too(checker: Checker) -> None:
    offer = Offer("Dear Amy, apply here today", hidden_links=(HiddenLink(Span(10, 20), "https://bit.ly/abc"),))
    found = Expanded("https://bit.ly/abc", "https://indeed.com.apply-now.top/")
    after = check(offer, checker, learned=learned("expand", expanded=(found,)))
    finding = next(f for f in after.findings if f.check == "expand")
    assert finding.quote == "apply here"


def test_a_short_link_to_an_ordinary_site_only_says_where_it_leads(checker: Checker) -> None:
    offer = Offer(f"{HELLO} See https://bit.ly/abc today")
    found = Expanded("https://bit.ly/abc", "https://bakers-oldtown.com/")
    after = check(offer, checker, learned=learned("expand", expanded=(found,)))
    assert after.level is check(offer, checker).level
    assert after.notes == ("note.leads-to=bakers-oldtown.com",)
    assert "expand" in after.checked


def test_words_of_the_address_behind_a_short_link_are_no_words_of_the_offer(checker: Checker) -> None:
    offer = Offer(f"{HELLO} See https://bit.ly/abc today")
    found = Expanded("https://bit.ly/abc", "https://bakers-oldtown.com/pay-the-registration-fee-of-$50-now")
    after = check(offer, checker, learned=learned("expand", expanded=(found,)))
    assert after.flags == check(offer, checker).flags


@pytest.mark.parametrize(("age", "said"), [(0, True), (89, True), (90, False), (9000, False)])
def test_a_young_domain_is_said_with_its_day_and_changes_no_level(age: int, said: bool, checker: Checker) -> None:
    offer = Offer(f"{HELLO} See https://hr.bakers-oldtown.com/x")
    found = Registered("bakers-oldtown.com", DAY, age)
    after = check(offer, checker, learned=learned("rdap", registered=(found,)))
    assert ("note.young-site=bakers-oldtown.com, 2026-11-20" in after.notes) == said
    assert after.level is check(offer, checker).level
    assert "rdap" in after.checked


def test_a_young_domain_beside_a_lure_is_a_sign_of_its_own(checker: Checker) -> None:
    offer = Offer("Earn $900 per week from home, details on https://hr.bakers-oldtown.com/x")
    young = learned("rdap", registered=(Registered("bakers-oldtown.com", DAY, 3),))
    old = learned("rdap", registered=(Registered("bakers-oldtown.com", DAY, 4000),))
    assert "suspicious-link" in check(offer, checker, learned=young).flags
    assert "suspicious-link" not in check(offer, checker, learned=old).flags


def test_a_host_on_a_list_makes_be_careful_and_names_list_and_day(checker: Checker) -> None:
    offer = Offer(f"{HELLO} Write to amy@hr.bakers-oldtown.com")
    hits = (
        Listed("hr.bakers-oldtown.com", "List A", DAY),
        Listed("hr.bakers-oldtown.com", "List B", date(2026, 11, 1)),
    )
    after = check(offer, checker, learned=learned("lists", listed=hits))
    assert after.level is Level.CARE
    (finding,) = (f for f in after.findings if f.check == "lists")
    assert (finding.flag, finding.quote) == ("suspicious-link", "amy@hr.bakers-oldtown.com")
    assert finding.facts == {"listed_by": "List A, List B", "date": "2026-11-01", "host": "hr.bakers-oldtown.com"}


def test_a_listed_host_behind_a_short_link_is_quoted_where_the_short_link_stands(checker: Checker) -> None:
    offer = Offer(f"{HELLO} See https://bit.ly/abc today")
    facts = learned(
        "expand", "lists",
        expanded=(Expanded("https://bit.ly/abc", "https://evil-bakers.com/"),),
        listed=(Listed("evil-bakers.com", "List A", DAY),),
    )  # fmt: skip
    (finding,) = (f for f in check(offer, checker, learned=facts).findings if f.check == "lists")
    assert finding.quote == "https://bit.ly/abc"


def test_what_did_not_answer_could_not_be_checked(checker: Checker) -> None:
    facts = learned("expand", "rdap", missed=(("expand", "too slow"), ("rdap", "no answer")))
    after = check(Offer(f"{HELLO} See https://bit.ly/abc"), checker, learned=facts)
    assert after.unchecked == ("expand: too slow", "rdap: no answer")
    assert not {"expand", "rdap"} & set(after.checked)


def test_without_look_ups_a_verdict_says_nothing_of_them(checker: Checker) -> None:
    before = check(Offer(f"{HELLO} See https://bit.ly/abc"), checker)
    assert not {"expand", "rdap", "lists"} & set(before.checked)
    assert before.unchecked == () and before.notes == ()
