"""Nobody is kept for ever: what was not used for two years is erased."""

from datetime import date, timedelta

from bot import store
from bot.store import ends, partners
from bot.store.met import met
from bot.store.tables import Store

BEGIN = date(2026, 11, 22)
CODE = "pabcdefghjk"


async def live(shop: Store) -> None:
    await store.remember(shop, 7, BEGIN, country="NP")
    await partners.join(shop, 7, CODE, BEGIN)


async def test_who_has_not_written_for_two_years_is_forgotten(any_shop: Store) -> None:
    await live(any_shop)
    assert await ends.expire(any_shop, BEGIN + timedelta(weeks=104)) == 0
    assert await ends.expire(any_shop, BEGIN + timedelta(weeks=105)) == 2
    assert await store.known(any_shop, 7) is None


async def test_who_comes_back_stays_for_another_two_years(any_shop: Store) -> None:
    await live(any_shop)
    await met(any_shop, 7, 0, BEGIN + timedelta(weeks=100))
    assert await ends.expire(any_shop, BEGIN + timedelta(weeks=203)) == 0
    assert await ends.expire(any_shop, BEGIN + timedelta(weeks=205)) == 2


async def test_who_writes_every_day_is_not_noted_every_day(any_shop: Store) -> None:
    await live(any_shop)
    await met(any_shop, 7, 0, BEGIN + timedelta(weeks=20))
    assert await ends.expire(any_shop, BEGIN + timedelta(weeks=105)) == 2
