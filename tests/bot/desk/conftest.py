"""The partners' pages asked through ASGI, signed in as real people do it: invitation, /desk, link, button."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette

from bot.desk.routes import desk_routes
from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.model import At, Command
from bot.scene import Services
from bot.settings import Settings
from bot.store import accounts, partners
from bot.store.desk_tables import Role
from bot.store.partners import Partner
from bot.talk import talk
from bot.web.routes import routes
from tests.bot import samples

HOST = "https://desk.example.org"
HOUSE = Partner("pabcdefghjk", "Workers' House", "es", "NW", "Night Line", "555 0199", "", samples.TODAY)
OTHER = Partner("pzyxwvutsrq", "<script>alert(1)</script>", "", "NW", "", "", "", samples.TODAY)
Come = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def services(services: Services) -> Services:
    """With two partners, an address for the pages, and noon of the day of the samples."""
    for partner in (HOUSE, OTHER):
        await partners.add(services.store, partner)
    noon = datetime.combine(samples.TODAY, datetime.min.time(), UTC).timestamp() + 43_200
    return replace(services, desk=HOST, now=lambda: noon)


def port(services: Services, address: str = HOST) -> Starlette:
    """The program's whole port, with nothing but these pages."""
    settings = Settings(desk=True, public_url=address)
    return routes(Ledger(services.store), Meters(), {}, None, desk_routes(settings, services))


def browser(services: Services, address: str = HOST) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(port(services, address)), base_url=address)


async def account(services: Services, chat: int = 7, role: Role = "viewer", partner: str = "") -> str:
    """The id of an account this chat has now."""
    now = int(services.now())
    code = await accounts.invite(services.store, f"Chat {chat}", role, partner, now)
    made = await accounts.take(services.store, chat, code, services.today(), now)
    assert made
    return made.id


async def link(services: Services, chat: int = 7) -> str:
    """What /desk sends, without the host."""
    replies = await talk(Command(At(chat, 3, "en"), "desk"), services)
    return replies[0].rows[0][0][1].removeprefix(services.desk)


def key_in(page: str) -> str:
    """The hidden field of the forms of a page."""
    found = re.search(r'name="key" value="([0-9a-f]{64})"', page)
    assert found
    return found.group(1)


async def sign_in(client: httpx.AsyncClient, path: str) -> httpx.Response:
    """Open a link and press its button."""
    page = (await client.get(path)).text
    fields = {"key": key_in(page), "word": path.rpartition("/")[2]}
    return await client.post("/desk/in", data=fields)


@pytest.fixture
async def come(services: Services) -> AsyncIterator[Come]:
    """Makes a browser in which somebody is signed in."""
    opened: list[httpx.AsyncClient] = []

    async def make(chat: int = 7, role: Role = "viewer", partner: str = "") -> httpx.AsyncClient:
        await account(services, chat, role, partner)
        client = browser(services)
        opened.append(client)
        assert (await sign_in(client, await link(services, chat))).status_code == 303
        return client

    yield make
    for client in opened:
        await client.aclose()
