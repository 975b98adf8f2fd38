"""How old a domain is, from the registry that keeps it (RDAP, RFC 9083). Sent: the registered name, nothing else.

Which registry keeps which ending stands in `rdap.toml`, and once a week in IANA's own file. Answers are kept with
their age, so that a domain in a thousand messages is asked for once.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from bot.network.client import Client, Limits
from bot.network.guard import CouldNot
from bot.store import Store
from bot.store import lookups as kept

BUNDLED = Path(__file__).with_name("rdap.toml")
IANA = "https://data.iana.org/rdap/dns.json"
DAY_S = 86_400
GOOD_S = 7 * DAY_S  # a domain that is given up and registered anew waits longer than this
NONE_S = 3600  # "no such domain" may change by the hour
BOOTSTRAP_S, BOOTSTRAP_LAST_S = 7 * DAY_S, 14 * DAY_S
LEAST_ENDINGS = 800  # IANA's file had 1,200 in 2026; much less is a broken file
BOOTSTRAP_KEY = "rdap-endings"
NO_DAY = "-"

Endings = Mapping[str, str]


class _Event(msgspec.Struct, rename="camel"):
    event_action: str = ""
    event_date: str = ""


class _Domain(msgspec.Struct, rename="camel"):
    """What we read of a registry's answer; it holds more, about people too, and that is not even decoded."""

    ldh_name: str = ""
    events: list[_Event] = []


class _Bootstrap(msgspec.Struct):
    services: list[tuple[list[str], list[str]]]


def bundled(path: Path = BUNDLED) -> Endings:
    """The registries that came with the program: ending -> address, each ending in "/"."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    many: dict[str, str] = dict(table["single"])
    for service in table["service"]:
        many |= {ending: service["url"].format(ending=ending) for ending in service["endings"].split()}
    return many


class Registries:
    """Asks registries for the day a domain was registered. `now` gives seconds since 1970, `today` the day."""

    def __init__(self, client: Client, store: Store, now: Callable[[], float], today: Callable[[], date]) -> None:
        self._client, self._store, self._now, self._today = client, store, now, today
        self._endings = bundled()

    async def registered(self, domain: str, limits: Limits) -> date:
        """The day `domain` was registered. Raises CouldNot when there is no answer or no such domain."""
        value = await self._kept(domain)
        if not value:
            value = await self._asked(domain, limits)
            with suppress(SQLAlchemyError):  # an answer that can't be kept is as good
                await kept.keep(self._store, f"rdap:{domain}", value, int(self._now()))
        if value == NO_DAY:
            raise CouldNot("no date")
        return date.fromisoformat(value)

    async def _kept(self, domain: str) -> str:
        now = int(self._now())
        try:
            found = await kept.found(self._store, f"rdap:{domain}", now - GOOD_S)
        except SQLAlchemyError:
            return ""
        fresh = found and (found.value != NO_DAY or found.at > now - NONE_S)
        return found.value if found and fresh else ""

    async def _asked(self, domain: str, limits: Limits) -> str:
        base = self.registry(domain)
        if not base:
            raise CouldNot("no registry answers for this ending")
        answer = await self._client.read(f"{base}domain/{domain}", limits, {"Accept": "application/rdap+json"})
        if answer.status == 404:
            return NO_DAY
        if answer.status != 200:
            raise CouldNot("no answer")
        return day_in(answer.body, domain, self._today())

    def registry(self, domain: str) -> str:
        """The address of the registry for the longest known ending of `domain`, or ""."""
        labels = domain.split(".")
        endings = (".".join(labels[i:]) for i in range(1, len(labels)))
        return next((self._endings[ending] for ending in endings if ending in self._endings), "")

    async def load(self) -> None:
        """Use IANA's list as it was kept, when it is not too old; else the bundled one."""
        found = await kept.found(self._store, BOOTSTRAP_KEY, int(self._now()) - BOOTSTRAP_LAST_S)
        if found:
            self._endings = msgspec.json.decode(found.value, type=dict[str, str])

    async def refresh(self) -> None:
        """Read IANA's list anew when a week has gone. Raises CouldNot; what we had stays."""
        now = int(self._now())
        if await kept.found(self._store, BOOTSTRAP_KEY, now - BOOTSTRAP_S):
            return
        answer = await self._client.read(IANA, Limits(seconds=30))
        endings = endings_in(answer.body) if answer.status == 200 else {}
        if len(endings) < LEAST_ENDINGS:
            raise CouldNot("not IANA's list")
        await kept.keep(self._store, BOOTSTRAP_KEY, json.dumps(endings), now)
        self._endings = endings


def day_in(body: bytes, domain: str, today: date) -> str:
    """The day of registration in an answer, as ISO; NO_DAY when it gives none. CouldNot for an odd answer."""
    try:
        answer = msgspec.json.decode(body, type=_Domain)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise CouldNot("an answer nobody can read") from None
    if answer.ldh_name and answer.ldh_name.lower().rstrip(".") != domain:
        raise CouldNot("an answer about something else")
    days = [e.event_date[:10] for e in answer.events if e.event_action == "registration"]
    try:
        return next((day for day in days if date.fromisoformat(day) <= today), NO_DAY)
    except ValueError:
        return NO_DAY


def endings_in(body: bytes) -> dict[str, str]:
    """Ending -> registry from IANA's file; registries without https are left out. CouldNot when it is no such file."""
    try:
        services = msgspec.json.decode(body, type=_Bootstrap).services
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise CouldNot("not IANA's list") from None
    found: dict[str, str] = {}
    for endings, urls in services:
        url = next((url for url in urls if url.startswith("https://")), "")
        found |= {ending.lower(): url.rstrip("/") + "/" for ending in endings if url}
    return found
