"""Addresses made to be taken for a known organisation's are found, and honest ones are left alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lookalikes import judge
from tests.checks.addresses import known, level, seen


@pytest.mark.parametrize(
    ("host", "real"),
    [
        ("petronas-hiring.com", "petronas.com"),
        ("hiringforpetronas.com", "petronas.com"),
        ("lufthansacareersportal.com", "lufthansa.com"),
        ("unicef-vacancies.org", "unicef.org"),
        ("marriott-staff.online", "marriott.com"),
        ("jobs-at-aramex.net", "aramex.com"),
        ("vfsglobal-visa.net", "vfsglobal.com"),
        ("empleos-repsol.com", "repsol.com"),
        ("lowongan-lazada.com", "lazada.com"),
    ],
)
def test_a_name_with_a_word_about_work_is_red(host: str, real: str) -> None:
    likeness = seen(host)
    assert likeness is not None
    assert (likeness.level, likeness.difference) == ("red", "words")
    assert real in likeness.name.real


@pytest.mark.parametrize("host", ["finnáir.net", "lufthanѕа.com", "qаntаs.com", "ẹxpedia.com", "xn--pple-43d.com"])
def test_letters_of_another_alphabet_are_seen_through(host: str) -> None:
    likeness = seen(host)
    assert likeness is not None
    assert likeness.difference == "letters"
    assert likeness.level in ("red", "amber")


@pytest.mark.parametrize("host", ["rnarriott.net", "1ufthansa.com", "vvalgreens.com", "expedla.com", "unlcef.net"])
def test_letters_that_look_alike_in_ascii_are_seen_through(host: str) -> None:
    likeness = seen(host)
    assert likeness is not None
    assert likeness.difference == "letters"
    assert likeness.level == "red"


@pytest.mark.parametrize(
    "host",
    ["petronas.com.staff-office.top", "petronas-com.office.top", "wwwpetronascom.net", "login.unicef.org.helpers.info"],
)
def test_a_whole_address_inside_another_one_is_red(host: str) -> None:
    likeness = seen(host)
    assert likeness is not None
    assert (likeness.level, likeness.difference) == ("red", "inside")


@pytest.mark.parametrize("host", ["petonas.com", "petroonas.net", "petrnoas.org", "haliburton.org", "schlumbarger.com"])
def test_one_slip_of_a_long_name_asks_for_care(host: str) -> None:
    likeness = seen(host)
    assert likeness is not None
    assert (likeness.level, likeness.difference) == ("amber", "slip")


def test_a_misspelt_name_beside_work_asks_for_care_at_least() -> None:
    assert level("haliburton-careers.com") in ("amber", "red")
    assert level("emiratestaff.com") in ("none", "amber")  # the shared s is read one way only


@pytest.mark.parametrize(
    ("host", "difference"),
    [
        ("petro-nas.com", "hyphen"),
        ("petron.as.com", "dot"),
        ("petronas.agency", "ending"),
        ("careers.petronas.top", "ending"),
        ("petronas.netlify.app", "stranger_host"),
        ("petronas.recruitment-desk.com", "subdomain"),
        ("petronasmalaysia.com", "words"),
        ("petronas-procurement.com", "words"),
        ("oman-visa-apply.com", "visa_site"),
    ],
)
def test_what_asks_for_care_says_how_it_differs(host: str, difference: str) -> None:
    likeness = seen(host)
    assert likeness is not None
    assert (likeness.level, likeness.difference) == ("amber", difference)


@pytest.mark.parametrize("host", ["petronas.ie", "samsung-picnic.com", "lufthansa.partnerportal.example.com"])
def test_what_may_be_honest_is_only_mentioned(host: str) -> None:
    assert level(host) == "info"


@pytest.mark.parametrize(
    "host",
    [
        "petronas.com",
        "careers.petronas.com",
        "www.un.org",
        "shop.unicef.org",
        "dmw.gov.ph",
        "anything.gov.uk",
        "acme.wd3.myworkdayjobs.com",
        "emirates.com",
        "maps.google.co.in",
    ],
)
def test_an_organisations_own_addresses_are_left_alone(host: str) -> None:
    assert level(host) == "none"


@pytest.mark.parametrize(
    "host",
    [
        "siberianhuskies.com",  # iberia
        "winchesterclub.org",  # esteri
        "itunescode.net",  # unesco
        "groupworkshop.com",  # upwork
        "abdominosaurus.com",  # dominos
        "polarmarket.fi",  # aramark
        "finecobank.com",  # ecobank
        "networkanalyst.io",  # workana
        "rakutencentral.jp",  # tencent
    ],
)
def test_a_name_inside_a_longer_word_is_no_name(host: str) -> None:
    assert level(host) == "none"


@pytest.mark.parametrize("host", ["equinox.com", "telegraf.rs", "paypay.ne.jp", "suncorp.net", "citicbank.com"])
def test_honest_neighbours_one_letter_away_are_left_alone(host: str) -> None:
    assert level(host) == "none"


@pytest.mark.parametrize("host", ["during.com", "stripes.net", "notary.org", "person.es", "diplomatic.eu"])
def test_ordinary_words_one_letter_away_are_left_alone(host: str) -> None:
    assert level(host) == "none"


def test_a_name_with_words_comes_before_a_name_one_letter_away() -> None:
    """ "dhl-careers" is one letter from a cruise line's "dclcareers", and is about DHL."""
    likeness = seen("dhl-careers.net")
    assert likeness is not None
    assert likeness.name.brand.name == "DHL"
    likeness = seen("un-jobs.net")
    assert likeness is not None
    assert likeness.name.brand.name in ("United Nations", "UNjobs")


def test_machines_of_an_organisation_are_no_offers() -> None:
    assert level("samsungcdn.net") == "none"


def test_a_host_filled_by_strangers_is_never_an_organisations_own() -> None:
    assert level("google.github.io") == "amber"
    assert level("unhcr.wordpress.com") == "amber"


def test_a_country_that_sells_visas_elsewhere_is_named_with_its_own_site() -> None:
    likeness = seen("visa-for-turkey.net")
    assert likeness is not None
    assert likeness.name.real == "evisa.gov.tr"


def test_an_embassy_of_another_country_in_the_us_is_no_us_embassy() -> None:
    assert level("embassyofkenyausa.org") == "none"
    assert level("us-embassy-appointment.com") == "amber"


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=0, max_size=260))
def test_no_host_whatever_makes_it_fail(host: str) -> None:
    judge(host, known().tables)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.from_regex(r"[a-z0-9-]{1,30}", fullmatch=True), min_size=1, max_size=9))
def test_no_host_of_plain_labels_makes_it_fail(labels: list[str]) -> None:
    judge(".".join([*labels, "com"]), known().tables)


@pytest.mark.parametrize(
    "host",
    [
        "a." * 125 + "com",
        "-".join(["a"] * 120) + ".com",
        ".".join(["google-com"] * 22) + ".top",
        ".".join(["emirateshiring" * 4] * 4) + ".com",
        "xn--" + "a" * 59 + ".xn--" + "b" * 59 + ".com",
        "rn" * 31 + "." + "vv" * 31 + ".com",
    ],
)
def test_the_longest_hosts_cost_little(host: str) -> None:
    tables = known().tables
    best = min(_seconds(host, tables) for _ in range(5))
    assert best < 0.005  # a thousandth on a quiet machine


def _seconds(host: str, tables: object) -> float:
    began = time.perf_counter()
    judge(host, tables)  # type: ignore[arg-type]  # the test names fields or values freely
    return time.perf_counter() - began
