"""The links check: what it finds in an offer, where it quotes, and what it leaves alone."""

import pytest

from checks import links
from checks.model import Finding, HiddenLink, Offer, Outcome, Span
from checks.offer import read
from tests.checks.addresses import known


def check(text: str, *, hidden: tuple[HiddenLink, ...] = ()) -> Outcome:
    return links.check(read(Offer(text, hidden_links=hidden)), known())


def only(text: str) -> Finding:
    (finding,) = check(text).findings
    return finding


def test_a_lookalike_is_quoted_and_named_with_the_real_address() -> None:
    text = "We hire cooks. Apply on petronas-hiring.com/apply today"
    finding = only(text)
    assert finding.flag == "lookalike-domain"
    assert not finding.weak
    assert finding.quote == "petronas-hiring.com/apply"
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end] == finding.quote
    assert finding.facts["real_domain"] == "petronas.com"
    assert finding.facts["words"] == "hiring"


def test_a_senders_address_is_looked_at_as_a_link_is() -> None:
    finding = only("Send your CV to hr@haliburton.org today")
    assert (finding.flag, finding.weak, finding.check) == ("lookalike-domain", True, "links")
    assert finding.facts["slip"] == "haliburton.org"


def test_an_unknown_address_of_a_named_organisation_asks_for_care() -> None:
    unnamed = only("See https://samsung-picnic.com")
    named = only("Samsung hires at https://samsung-picnic.com")
    assert unnamed.flag == "not-the-official-address"
    assert (named.flag, named.weak) == ("lookalike-domain", True)


def test_an_employer_named_beside_somebody_elses_address_is_a_small_sign() -> None:
    finding = only("Saudi Aramco needs welders. Apply: https://quick-desk.example.com")
    assert finding.flag == "not-the-official-address"
    assert finding.facts["real_domain"] == "aramco.com"
    assert finding.facts["organisation"] == "Saudi Aramco"


def test_an_employer_named_beside_its_own_address_is_no_sign() -> None:
    assert check("Saudi Aramco needs welders. Apply: https://www.aramco.com/careers").findings == ()
    assert check("Saudi Aramco needs welders: https://aramco.com/careers, map: https://maps.example.org").findings == ()


@pytest.mark.parametrize("host", ["https://www.e-verify.gov/employees", "hr-notices.mass.gov", "jobs.oldtown.gov.ph"])
def test_a_governments_own_address_is_not_held_against_the_employer_that_is_named(host: str) -> None:
    text = f"Saudi Aramco needs welders. Your right to work is checked: {host}"
    assert check(text).findings == ()
    finding = only(f"{text} Apply: https://quick-desk.example.com")
    assert (finding.flag, finding.quote) == ("not-the-official-address", "https://quick-desk.example.com")


@pytest.mark.parametrize("host", ["mass-gov.example.com", "mass.gov.example.com", "gov.example.com", "mass.govt.pro"])
def test_an_address_with_government_in_it_is_not_a_governments(host: str) -> None:
    assert only(f"Saudi Aramco needs welders. Apply: https://{host}/jobs").flag == "not-the-official-address"


def test_a_tool_that_is_named_is_no_employer() -> None:
    assert check("You know Salesforce and Dropbox. Apply: https://quick-desk.example.com").findings == ()


def test_what_stands_before_an_at_sign_is_no_address() -> None:
    finding = only("Register: https://www.petronas.com@quick-desk.top/form now")
    assert finding.flag == "lookalike-domain"
    assert finding.quote == "https://www.petronas.com@quick-desk.top/form"
    assert finding.facts["host"] == "quick-desk.top"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("open http://203.0.113.7/form", "number-host"),
        ("open http://3405803783/form", "number-host"),
        ("open http://0xcb007107/form", "number-host"),
        ("open http://quick-desk.top:4444/form", "unusual-port"),
        ("open https://quick-desk.top/@petronas.com", "name-in-path"),
        ("open https://quick-desk.top/\u202emoc.sanortep", "turned-text"),
        ("open https://quick\u200bdesk.top/form", "unseen-letters"),
        ("open https://quickdеsk.top/form", "mixed-letters"),
    ],
)
def test_tricks_of_writing_are_named(text: str, reason: str) -> None:
    assert reason in {f.facts.get("reason") for f in check(text).findings if f.flag == "suspicious-link"}


def test_a_program_behind_a_link_is_seen() -> None:
    finding = only("Install our app first: https://quick-desk.top/work.apk")
    assert (finding.flag, finding.weak) == ("malicious-download", True)


def test_words_that_name_another_site_than_the_link_opens() -> None:
    text = "Apply on www.aramco.com now"
    hidden = (HiddenLink(Span(9, 23), "https://quick-desk.top/x"),)
    finding = next(f for f in check(text, hidden=hidden).findings if f.flag == "suspicious-link")
    assert finding.facts["reason"] == "other-site"
    assert finding.quote == "www.aramco.com"


def test_a_lookalike_behind_innocent_words_is_found() -> None:
    text = "Apply here now"
    hidden = (HiddenLink(Span(6, 10), "https://petronas-hiring.com/x"),)
    finding = next(f for f in check(text, hidden=hidden).findings if f.flag == "lookalike-domain")
    assert finding.quote == "here"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("join t.me/+AbCdEf123", "write-me"),
        ("see https://bit.ly/3xyz", "short-link"),
        ("see https://my-page.weebly.com", "stranger-host"),
        ("see https://my-page.duckdns.org", "stranger-host"),
    ],
)
def test_kinds_of_hosts_are_cues(text: str, cue: str) -> None:
    outcome = check(text)
    assert [c.flag for c in outcome.cues] == [cue]
    assert outcome.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Apply at https://acme.wd3.myworkdayjobs.com/jobs or https://boards.greenhouse.io/acme",
        "Write to anna@gmail.com or see https://www.linkedin.com/in/anna",
        "https://www.ilo.org/topics and https://dmw.gov.ph/licensed",
        "No link at all.",
    ],
)
def test_honest_texts_stay_without_a_finding(text: str) -> None:
    assert check(text).findings == ()


def test_an_address_without_proof_is_not_called_known() -> None:
    proved, unproved = only("https://petronas-hiring.com"), only("https://nakheel-hiring.com")
    assert "unproved" not in proved.facts
    assert next(iter(unproved.facts)) == "unproved"


def test_nothing_found_says_fake() -> None:
    for text in ("https://petronas-hiring.com", "hr@haliburton.org", "https://petro-nas.com"):
        assert "fake" not in str(only(text).facts).lower()
