"""What every screen gets: who is there, in which language, and the services behind it. Frozen."""

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from bot.emerging import Lookout
from bot.evidence.printer import Printer
from bot.look import Looking
from bot.media.model import Found
from bot.model import At, Media, Part, Quoted
from bot.store import Known, Store
from bot.store.faults import plain
from bot.store.partners import Partner
from bot.texts import Texts
from checks.agencies.register import Candidate
from checks.model import Offer, Verdict
from content.model import Library

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Look-ups outside that the operator switched on (`kinds`: "expand", "rdap", "lists").

    `verdict` says what an offer shows with what they found, in three seconds at most; None when there is nothing to
    ask. `start` and `stop` frame the run. `refresh` reads lists that are due: one program does it for all,
    where several share a database.
    """

    kinds: tuple[str, ...]
    verdict: Callable[[Offer], Awaitable[Verdict | None]]
    start: Callable[[], Awaitable[None]]
    stop: Callable[[], Awaitable[None]]
    refresh: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """The world as arguments: content, the checks (called in a thread), the store and the clock."""

    library: Library
    check: Callable[[Offer], Verdict]
    store: Store
    today: Callable[[], date]
    now: Callable[[], float] = time.time  # seconds since 1970
    looking: Looking | None = None  # `check` and all else about a text in one go; None: by `check` alone
    look_up: Callable[[str], Sequence[Candidate]] = lambda _asked: ()  # a name on the official lists
    second: SecondLook | None = None  # None: nothing leaves this machine
    # What a picture or paper says, for a person of these languages; None where there are none (the terminal).
    look_into: Callable[[Media, tuple[str, ...]], Awaitable[Found]] | None = None
    desk: str = ""  # the address of the partners' pages; "": there are none
    lookout: Lookout | None = None  # for new campaigns; None: switched off
    printer: Printer | None = None  # of evidence files; None: they are plain text
    own: str = ""  # the bot's name in Telegram
    public_url: str = ""  # where others reach the pages of this program; "": nowhere


@dataclass(frozen=True, slots=True)
class Scene:
    """One turn of a conversation. `known` is None for somebody we have never met (or who erased us)."""

    at: At
    texts: Texts
    known: Known | None
    services: Services
    about: Part | None = None  # the message a command or a button points to
    quoted: Quoted | None = None  # the person's message that a command or a button hangs on
    partner: Partner | None = None  # through whose link they came
    notes: frozenset[str] = frozenset()  # kinds of sealed notes that wait for what they say next

    @property
    def country(self) -> str:
        """ISO code of the person's country, or ""."""
        return self.known.country if self.known else ""

    @property
    def library(self) -> Library:
        return self.services.library


async def quietly(work: Awaitable[object]) -> None:
    """Do what may fail without the person noticing: no answer waits because a count can't be written."""
    try:
        await work
    except SQLAlchemyError as error:
        log.warning("the store did not take something: %s", plain(error))
