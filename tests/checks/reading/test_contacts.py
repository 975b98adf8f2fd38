"""E-mail addresses, telephone numbers and chat names, plain and disguised."""

import pytest

from checks.fold import fold
from checks.reading import contacts


def emails(text: str) -> list[str]:
    return [email.value for email in contacts.emails(fold(text))]


def phones(text: str, *regions: str) -> list[tuple[str, str]]:
    return [(phone.value, phone.region) for phone in contacts.phones(fold(text), regions)]


def handles(text: str) -> list[str]:
    return [handle.value for handle in contacts.handles(fold(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mail hr.jobs@Acme.co.in.", "hr.jobs@acme.co.in"),
        ("<mailto:ab@cd.org>", "ab@cd.org"),
        ("jobs (at) acme (dot) com", "jobs@acme.com"),
        ("jobs [at] acme.com", "jobs@acme.com"),
        ("anna77 at gmail dot com", "anna77@gmail.com"),
        ("＠ ann＠ａｃｍｅ．ｃｏｍ", "ann@acme.com"),
        ("สมัครhr@acme.comได้", "hr@acme.com"),
        ("x@пример.рф", "x@xn--e1afmkfd.xn--p1ai"),
        ("write to john@acme.com.We answer", "john@acme.com"),
        ("...info@acme.com", "info@acme.com"),
    ],
)
def test_an_address_is_read_also_when_it_hides(text: str, value: str) -> None:
    assert emails(text) == [value]


@pytest.mark.parametrize("text", ["a@b", "call me at gmail dot com", "work @home", "@ 500 a day", "look at (me)"])
def test_an_at_sign_alone_makes_no_address(text: str) -> None:
    assert emails(text) == []


def test_an_address_knows_its_host_and_what_of_it_one_registers() -> None:
    (email,) = contacts.emails(fold("hr@mail.acme.co.uk"))
    assert (email.host, email.registrable) == ("mail.acme.co.uk", "acme.co.uk")


@pytest.mark.parametrize(
    ("text", "regions", "value", "region"),
    [
        ("Call +971 50 123 4567 now", (), "+971501234567", "AE"),
        ("Call +9 7 1 5 0 1 2 3 4 5 6 7", (), "+971501234567", "AE"),
        ("0917 123 4567", ("PH",), "+639171234567", "PH"),
        ("0917 123 4567", ("PH", "IN"), "+639171234567", "PH"),
        ("٠٥٠١٢٣٤٥٦٧", ("AE",), "+971501234567", "AE"),
        ("００971 50 1234567", (), "+971501234567", "AE"),
        ("8 (912) 345-67-89", ("RU",), "+79123456789", "RU"),
        ("WhatsApp: 971501234567", (), "+971501234567", "AE"),
        ("+1 (202) 555-0143", (), "+12025550143", "US"),
    ],
)
def test_a_number_is_read_in_any_digits(text: str, regions: tuple[str, ...], value: str, region: str) -> None:
    assert phones(text, *regions) == [(value, region)]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("reference 971501234567", "NP"),
        ("Rp 5.000.000", "ID"),
        ("1 500 000 руб", "RU"),
        ("from 2026-12-31 to 2027", "IN"),
        ("card 4111 1111 1111 1111", "US"),
        ("passport AB12345678", "IN"),
        ("no digits here", "IN"),
    ],
)
def test_dates_amounts_and_references_are_no_numbers(text: str, region: str) -> None:
    assert phones(text, region) == []


def test_a_local_number_is_nobodys_without_a_country() -> None:
    assert phones("0917 123 4567") == []


def test_two_numbers_with_a_slash_between_are_two() -> None:
    assert [value for value, _ in phones("9812345678/9812345679", "NP")] == ["+9779812345678", "+9779812345679"]


def test_the_number_in_a_chat_link_is_read() -> None:
    assert [phone.value for phone in contacts.phones_in_links(fold("wa.me/971501234567"))] == ["+971501234567"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("write @hr_anna now", "hr_anna"),
        ("tg: anna_hr", "anna_hr"),
        ("telegram id anna77", "anna77"),
        ("My Telegram is Hr_Anna", "Hr_Anna"),
        ("Telegram: AnnaHr\nnext line", "AnnaHr"),
        ("тг: anna_work", "anna_work"),
        ("LINE ID: annahr", "annahr"),
    ],
)
def test_a_chat_name_is_read_as_typed(text: str, name: str) -> None:
    assert handles(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "work @home",
        "Telegram: join our group",
        "telegram id required",
        "your line manager",
        "mail anna@acme.com",
        "5 @ $20",
    ],
)
def test_words_behind_a_service_or_an_at_sign_are_no_names(text: str) -> None:
    assert handles(text) == []
