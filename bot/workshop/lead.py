"""What the person who leads a workshop sees: one message that changes, with the code, the counts and the next step."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace

import msgspec

from bot.markup import bold, esc
from bot.model import Button, File, Reply
from bot.scene import Services
from bot.store import votes, workshops
from bot.store.report_tables import keys_for
from bot.store.tables import Store
from bot.store.workshops import HERE, Counts, Room
from bot.texts import Texts, texts_of
from bot.workshop.signs import signs
from bot.workshop.square import picture
from bot.workshop.steps import Place, answered, head, people, place, question, result

SECRET = 24  # hexadecimal digits behind the code in the projector page's address: 96 bits


@dataclass(frozen=True, slots=True)
class Note:
    """What is kept under seal: where the leader's message is, in which language, and at the end the sums."""

    chat: int
    message: int
    language: str
    sums: dict[int, dict[int, int]] = field(default_factory=dict)


def packed(note: Note) -> bytes:
    return msgspec.msgpack.encode(note)


async def note_of(store: Store, room: Room) -> Note | None:
    kept = await workshops.note_of(store, room.code)
    return msgspec.msgpack.decode(kept, type=Note) if kept else None


async def moved(store: Store, room: Room, chat: int, message: int) -> None:
    """The leader uses another message now: the counts go there."""
    note = await note_of(store, room)
    if note and message and (note.chat, note.message) != (chat, message):
        await workshops.keep_note(store, room.code, packed(replace(note, chat=chat, message=message)))


def wall_secrets(store: Store, code: str) -> list[str]:
    """What stands behind the code in the address of the projector page, by the newest secret first."""
    return [key[:SECRET] for key in keys_for(store, "wall", code)]


def link(room: Room) -> str:
    return f"https://t.me/{room.bot}?start=w{room.code}"


def wall(services: Services, room: Room) -> str:
    """The address of the projector page; "" where this program has no address that others can reach."""
    secret = wall_secrets(services.store, room.code)[0]
    return f"{services.public_url}/w/{room.code}-{secret}" if services.public_url else ""


def square(room: Room) -> File:
    """The link as a picture."""
    return File("join.png", picture(link(room)), picture=True)


async def controls(services: Services, room: Room, texts: Texts) -> Reply | None:
    """The message as it is now; `texts` are the leader's, the offers stay in the room's language."""
    at = place(services.library, room)
    if at is None:
        return None
    counts = await votes.counts(services.store, room.code)
    lines = [line async for line in _lines(services, at, counts, texts)]
    return Reply("\n".join(lines), tuple(_rows(at, texts)), edit=True)


async def _lines(services: Services, at: Place, counts: Counts, texts: Texts) -> AsyncIterator[str]:
    own = texts_of(services.library, at.room.language)
    yield bold(head(at, texts) or texts.say(f"workshop.set.{at.room.work}"))
    if at.offer:
        yield esc(own.say(at.key(at.room.step)))
    elif at.room.step != HERE:
        yield esc(question(at, texts))
    yield ""
    yield esc(texts.say("workshop.people", n=people(counts)))
    if at.asks or at.room.shown:
        yield esc(texts.say("workshop.voted", n=answered(counts, at.room.step), total=people(counts)))
    if at.room.shown:
        for line in _result(at, counts, texts):
            yield line
        yield ""
        for line in await signs(services, own, own.say(at.key(at.room.step))):
            yield esc(line)
        yield ""
        yield esc(texts.say("workshop.no-shame"))
    if at.room.step == HERE:
        for line in _invitation(services, at.room, texts):
            yield line


def _result(at: Place, counts: Counts, texts: Texts) -> Iterator[str]:
    sums = result(at, counts, texts, at.room.step)
    yield bold(texts.say("workshop.result")) if sums else esc(texts.say("workshop.few"))
    for answer, count in sums:
        yield f"• {esc(answer)}: {count}"


def _invitation(services: Services, room: Room, texts: Texts) -> Iterator[str]:
    yield esc(texts.say("workshop.invite", link=link(room), code=room.code))
    if address := wall(services, room):
        yield esc(texts.say("workshop.page", link=address))


def _rows(at: Place, texts: Texts) -> Iterator[tuple[Button, ...]]:
    here = f"{at.room.step}|{int(at.room.shown)}"
    if there := at.next():
        label = "begin" if at.room.step == HERE else "show" if there[1] else "next"
        yield ((texts.say(f"workshop.button.{label}"), f"ws|next|{here}"),)
    yield ((texts.say("workshop.button.end"), "ws|end"),)


def bot_link(room: Room) -> str:
    """Where people go on alone."""
    return f"https://t.me/{room.bot}"
