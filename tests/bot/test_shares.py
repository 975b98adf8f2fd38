"""No stranger fills alone what is full at some point."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.emerging import A_DAY, Lookout
from bot.limits import Limits
from bot.look import Look
from bot.scene import Services
from bot.shares import MOST_NAMES, Shares
from bot.store.emerging import CLUSTER
from bot.web.disputes import A_DAY as DISPUTES_A_DAY
from bot.web.visitors import Visitors
from checks.model import Level, Offer, Verdict
from checks.sketch import sketch
from tests.bot import samples

DIGITS = str.maketrans("0123456789", "abcdefghij")  # a fingerprint is of words, not of numbers


def test_a_share_lasts_for_a_day_and_is_everybodys_own() -> None:
    shares = Shares(2)
    assert [shares.take("a", samples.TODAY) for _ in range(3)] == [True, True, False]
    assert shares.take("b", samples.TODAY)
    assert shares.take("a", samples.TODAY + timedelta(days=1))


def test_the_names_of_a_day_do_not_fill_the_memory() -> None:
    shares = Shares(1)
    assert all(shares.take(str(number), samples.TODAY) for number in range(MOST_NAMES + 10))


def test_one_address_sends_few_disputes_a_day_however_slowly() -> None:
    visitors = Visitors(lambda: Limits(10_000, 10_000, 10_000), lambda: samples.TODAY, DISPUTES_A_DAY)
    assert sum(visitors.may("203.0.113.9") for _ in range(100)) == DISPUTES_A_DAY
    assert visitors.may("203.0.113.10")


async def test_one_chat_leaves_few_new_texts_a_day(services: Services) -> None:
    lookout = Lookout(services.store, Limits(10_000, 10_000, 10_000))
    verdict = Verdict(Level.STOP, {"money": 10}, ("fee-to-get-job",), ())
    for number in range(A_DAY + 20):
        letters = f"{number:03}".translate(DIGITS)
        words = " ".join(f"word{letters}{place:02}".translate(DIGITS) for place in range(40))
        found = Look(verdict, marks=sketch(words, lookout.key))
        await lookout.note(7, Offer(words), found, samples.TODAY)
    made = await services.store.quick.read(lambda c: c.execute(select(func.count()).select_from(CLUSTER)).scalar_one())
    assert 0 < made <= A_DAY
