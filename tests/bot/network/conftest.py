"""The internet of these tests; at its end nothing may have reached a private address."""

from collections.abc import AsyncIterator
from ipaddress import ip_address

import pytest
from telegram import Bot

from tests.bot.network.internet import Internet, internet
from tests.bot.server import TOKEN, BotApi, bot_api


@pytest.fixture
async def net() -> AsyncIterator[Internet]:
    async with internet() as made:
        yield made
        assert made.trapped == 0
        assert all(ip_address(address).is_global for address, _ in made.dialled)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as server:
        yield server


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{api.base_url}/bot") as made:
        yield made
