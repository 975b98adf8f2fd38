"""What the tests of the bot share: real content with invented countries, a store of its own, and snapshots.

`pytest tests/bot --update-replies` writes the snapshots anew; read the difference before you keep it.
"""

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import store
from bot.scene import Services
from bot.store.migrate import migrate
from bot.texts import Texts, texts_of
from content.model import Library
from tests.bot import postgres, samples

REPLIES = Path(__file__).parents[1] / "replies"


@pytest.fixture(scope="session")
def library() -> Library:
    return samples.library()


@pytest.fixture(scope="session")
def texts(library: Library) -> Texts:
    return texts_of(library, "en")


@asynccontextmanager
async def opened_shop(folder: Path) -> AsyncIterator[store.Store]:
    """A store in a file of its own."""
    opened = store.open_store(f"sqlite+aiosqlite:///{folder}/here/test.db", b"a secret for tests only")
    await store.prepare(opened)
    yield opened
    await store.close(opened)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[store.Store]:
    async with opened_shop(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
async def any_shop(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[store.Store]:
    """A store of each kind, empty and up to date."""
    url = f"sqlite+aiosqlite:///{tmp_path}/any.db"
    if request.param == "postgresql":
        url = postgres.database(request.getfixturevalue("postgres_server"))
    opened = store.open_store(url, b"a secret for tests only")
    await migrate(opened)
    yield opened
    await store.close(opened)


@pytest.fixture
def services(library: Library, shop: store.Store) -> Services:
    """Services whose check always answers "pay a fee first"; `verdicts` in samples has others."""
    return Services(library, lambda _offer: samples.FEE, shop, lambda: samples.TODAY)


@pytest.fixture
def same(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare with tests/replies/<name>.txt, or write it with --update-replies."""

    def compare(name: str, text: str) -> None:
        path = REPLIES / f"{name}.txt"
        if request.config.getoption("--update-replies", default=False):
            path.write_text(text + "\n", encoding="utf-8")
        kept = path.read_text(encoding="utf-8") if path.exists() else "(no such file yet)\n"
        assert text + "\n" == kept, f"{path.name} differs; if it should, run with --update-replies"

    return compare


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
