"""The offers of the workshop, in every language that has all texts of a set, looked at by our own check."""

import re

import pytest

from checks import Checker, Offer, check
from checks.model import Level
from content.workshops import spoken
from tests import once

LIBRARY = once.library()
WARNED = (Level.CARE, Level.STOP)
EVERY = [(name, offer) for name, entry in LIBRARY.workshops.items() for offer in entry.offers]
SPOKEN = [(tag, name) for name in LIBRARY.workshops for tag in spoken(LIBRARY, name)]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return once.checker()


def words(tag: str, name: str, offer: str) -> str:
    return LIBRARY.languages[tag].texts[f"workshop.{name}.{offer}"]


@pytest.mark.parametrize(("name", "offer"), EVERY, ids=[f"{n}-{o.id}" for n, o in EVERY])
def test_an_english_offer_shows_what_it_is_meant_to_show(checker: Checker, name: str, offer) -> None:
    verdict = check(Offer(words("en", name, offer.id)), checker)
    assert set(offer.shows) <= set(verdict.flags)
    assert verdict.level in (WARNED if offer.shows else (Level.NONE,))


@pytest.mark.parametrize(("tag", "name"), SPOKEN)
def test_in_every_language_signs_are_seen_and_honest_offers_are_not_stopped(checker, tag: str, name: str) -> None:
    wrong = []
    for offer in LIBRARY.workshops[name].offers:
        verdict = check(Offer(words(tag, name, offer.id), language=tag), checker)
        # A fine for leaving, or a passport to hand over on arrival, may be told by somebody who is there: help first.
        expected = (*WARNED, Level.URGENT) if offer.shows else (Level.NONE, Level.CARE)
        if verdict.level not in expected:
            wrong.append((offer.id, verdict.level.value, offer.shows, verdict.flags))
    assert not wrong


def test_a_set_has_ten_short_offers_of_which_some_are_honest() -> None:
    assert list(LIBRARY.workshops) == ["domestic", "tasks", "modelling", "building", "students", "sea"]
    for name, entry in LIBRARY.workshops.items():
        honest = [offer for offer in entry.offers if not offer.shows]
        assert (len(entry.offers), len(honest)) == (10, 4), name
        assert all(20 <= len(words("en", name, offer.id).split()) <= 45 for offer in entry.offers)


def test_no_offer_names_a_real_address_or_a_number_to_call() -> None:
    for name, offer in EVERY:
        text = words("en", name, offer.id)
        assert not re.search(r"https?:|@\w|\+\d|\d{6}", text)
        assert set(re.findall(r"\b[\w-]+\.(?:com|org|net|io|me)\b", text)) <= {
            "example.com",
            "example.org",
            "example.net",
        }
