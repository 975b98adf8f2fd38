"""/join and t.me/<bot>?start=w<code>: somebody takes part in a workshop, and votes. They ask for the next question.

Callback data: "wv|<code>|<step>|<answer>", "wv|<code>|go|<step>|<shown>" and "wv|<code>|leave". We keep no chat, so
nothing can be sent to people: each taps "Next" when the room goes on.
"""

import re
import time
from collections.abc import Iterator

from bot.markup import bold, esc
from bot.model import Button, Reply
from bot.scene import Scene
from bot.store import state, votes, workshops
from bot.store.people import keys_of
from bot.store.workshops import ALPHABET, HERE, LENGTH, Room
from bot.texts import Texts, texts_of
from bot.workshop.signs import signs
from bot.workshop.steps import Place, head, place, question

TRIES, WITHIN_S = 8, 600  # wrong codes of one chat
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_VOTE = re.compile(r"(\d{1,3})\|(\d)", re.ASCII)


async def show(scene: Scene, argument: str = "") -> list[Reply]:
    """/join CODE."""
    code = re.sub(r"[\s-]", "", argument[:40]).lower()
    if not code:
        return [Reply(esc(scene.texts.say("workshop.join-how", code="abc234")))]
    return await arrive(scene, code)


async def by_link(scene: Scene, argument: str) -> list[Reply]:
    """ "w<code>" behind /start; [] for anything else."""
    code = argument.removeprefix("w")
    return await arrive(scene, code) if argument != code and len(code) == LENGTH else []


async def arrive(scene: Scene, code: str) -> list[Reply]:
    """Come in. Who tries many codes has to wait, also with the right one."""
    services, chat = scene.services, scene.at.chat
    if chat < 0:
        return [Reply(esc(scene.texts.say("workshop.private")), reply_to=scene.at.reply_to)]
    tries = await _tries(scene)
    if tries >= TRIES:
        return [Reply(esc(scene.texts.say("workshop.join-wait")))]
    room = await workshops.find(services.store, code, _now()) if _CODE.fullmatch(code) else None
    if room is None or room.ended:
        await state.put(services.store, chat, "join", str(tries + 1).encode(), _now() + WITHIN_S)
        return [Reply(esc(scene.texts.say("workshop.join-unknown")))]
    if room.owner in keys_of(services.store, chat, "workshop"):
        return [Reply(esc(scene.texts.say("workshop.lead-here")))]
    if not await votes.join(services.store, room.code, chat):
        return [Reply(esc(scene.texts.say("workshop.join-full")))]
    return [await _page(scene, room)]


async def _tries(scene: Scene) -> int:
    kept = await state.get(scene.services.store, scene.at.chat, "join", _now())
    return int(kept) if kept else 0


async def press(scene: Scene, rest: str) -> list[Reply]:
    """A tap of somebody who takes part; [] for data we did not write."""
    code, _, act = rest.partition("|")
    if not _CODE.fullmatch(code):
        return []
    kept, chat = scene.services.store, scene.at.chat
    if act == "leave":
        await votes.leave(kept, code, chat)
        return [Reply(esc(scene.texts.say("workshop.leave-done")), edit=True)]
    room = await workshops.find(kept, code, _now())
    here = room is not None and not room.ended and HERE in await votes.answers_of(kept, code, chat)
    if room is None or not here:  # one answer for all: a tap made up by somebody does not try codes
        return [Reply(esc(scene.texts.say("workshop.over")), edit=True)]
    if voted := _VOTE.fullmatch(act):
        await _vote(scene, room, int(voted[1]), int(voted[2]))
    waits = act == f"go|{room.step}|{int(room.shown)}"
    own = texts_of(scene.library, room.language)
    return [await _page(scene, room), *([Reply(esc(_wait(own)), toast=True)] if waits else [])]


async def _vote(scene: Scene, room: Room, step: int, answer: int) -> None:
    """Counted when that is what is asked now."""
    at = place(scene.library, room)
    if at and at.asks and step == room.step and answer in at.choices(step):
        await votes.vote(scene.services.store, room.code, scene.at.chat, (step, answer), _now())


async def _page(scene: Scene, room: Room) -> Reply:
    """What this person sees now, in the language of the room."""
    texts, at = texts_of(scene.library, room.language), place(scene.library, room)
    if at is None:
        return Reply(esc(texts.say("workshop.over")), edit=True)
    mine = await votes.answers_of(scene.services.store, room.code, scene.at.chat)
    answer = at.choices(room.step).get(mine.get(room.step, 0), "")
    lines = list(_lines(at, texts, texts.say(answer)))
    if room.shown and at.offer:
        seen = await signs(scene.services, texts, texts.say(at.key(room.step)))
        lines += ["", *(esc(line) for line in seen), "", esc(texts.say("workshop.no-shame"))]
    return Reply("\n".join(lines), tuple(_rows(at, texts)), edit=True)


def _lines(at: Place, texts: Texts, answer: str) -> Iterator[str]:
    if at.room.step == HERE:
        yield esc(texts.say("workshop.joined"))
    else:
        yield bold(head(at, texts))
    if at.offer:
        yield esc(texts.say(at.key(at.room.step)))
        yield ""
    if at.asks:
        yield esc(question(at, texts))
    if at.room.shown:
        yield esc(texts.say("workshop.closed"))
    if answer:
        yield esc(texts.say("workshop.yours", answer=answer))
    if answer and at.asks:
        yield esc(texts.say("workshop.change"))
    if not at.asks or answer:
        yield esc(_wait(texts))


def _wait(texts: Texts) -> str:
    return texts.say("workshop.wait", next=texts.say("workshop.button.next"))


def _rows(at: Place, texts: Texts) -> Iterator[tuple[Button, ...]]:
    code, step = at.room.code, at.room.step
    for number, key in at.choices(step).items() if at.asks else ():
        yield ((texts.say(key), f"wv|{code}|{step}|{number}"),)
    yield (
        (texts.say("workshop.button.next"), f"wv|{code}|go|{step}|{int(at.room.shown)}"),
        (texts.say("workshop.button.leave"), f"wv|{code}|leave"),
    )


def _now() -> int:
    return int(time.time())
