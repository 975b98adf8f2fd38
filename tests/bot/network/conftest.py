"""The internet of these tests; at its end nothing may have reached a private address."""

from collections.abc import AsyncIterator
from ipaddress import ip_address

import pytest

from tests.bot.network.internet import Internet, internet


@pytest.fixture
async def net() -> AsyncIterator[Internet]:
    async with internet() as made:
        yield made
        assert made.trapped == 0
        assert all(ip_address(address).is_global for address, _ in made.dialled)
