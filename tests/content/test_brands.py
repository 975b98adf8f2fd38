"""Organisations and the words of addresses: what the look-alike rules rest on."""

from checks.registries import is_public_body
from tests import once

LIBRARY = once.library()
ENDINGS = ("weebly.com", "github.io", "blogspot.com", "wordpress.com", "myshopify.com", "herokuapp.com")


def test_every_organisation_says_where_its_addresses_come_from() -> None:
    assert [b.name for b in LIBRARY.brands if not b.sources or not b.evidence] == []


def test_an_organisation_without_a_verified_address_says_so() -> None:
    assert [b.name for b in LIBRARY.brands if not b.domains and b.evidence != "unverified"] == []


def test_no_address_is_both_verified_and_not() -> None:
    assert [b.name for b in LIBRARY.brands if set(b.domains) & set(b.unverified)] == []


def test_no_host_that_strangers_fill_is_given_to_an_organisation() -> None:
    given = {d for b in LIBRARY.brands for d in (*b.domains, *b.owned, *b.unverified)}
    assert given.intersection(ENDINGS) == set()


def test_names_are_written_as_addresses_write_them() -> None:
    for brand in LIBRARY.brands:
        for token in (*brand.tokens, *brand.ambiguous):
            assert token == token.lower(), (brand.name, token)
            assert token.replace("-", "").isalnum(), (brand.name, token)


def test_the_words_of_addresses_are_plain() -> None:
    words = LIBRARY.domain_words
    for listed in (words.job, words.visa, words.place, words.company, words.access, words.plain, words.infra):
        assert [w for w in listed if not (w.isascii() and w.isalnum() and w == w.lower())] == []


def test_every_visa_site_is_an_organisations_own_address() -> None:
    words = LIBRARY.domain_words
    given = {d for b in LIBRARY.brands for d in (*b.domains, *b.unverified)}
    assert set(words.visa_sites.values()) - given == set()
    assert words.visa_sites.keys() == words.visa_countries.keys()


def test_endings_of_public_bodies_are_known_by_their_form() -> None:
    assert is_public_body("gov.ph")
    assert is_public_body("go.ke")
    assert is_public_body("gov")
    assert not is_public_body("com")
    assert not is_public_body("go.it")
