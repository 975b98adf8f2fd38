"""Words of despair: a person is asked to reach a person, before and instead of any analysis."""

from datetime import date

from bot.markup import plain
from bot.reply import render
from bot.texts import texts_of
from checks import Offer, check
from tests import once

LIBRARY = once.library()


def test_despair_gets_a_person_first_and_no_trafficking_line() -> None:
    offer = Offer("They took all my money and I want to die", "US")
    reply = render(check(offer, once.checker()), offer, texts_of(LIBRARY, "en"), LIBRARY, date(2026, 11, 22))
    lines = plain(reply.html).splitlines()
    assert "program" in lines[1]
    assert "988" in plain(reply.html)
    assert "signs" not in plain(reply.html)
