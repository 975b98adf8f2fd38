"""/workshop: somebody leads a room through ten offers. One at a time for each chat; only that chat can go on.

Nothing in a button names a workshop: it is found by who presses. "ws|next|<step>|<shown>" says from where to go on, so
that a second tap goes nowhere.
"""

import re
import time
from dataclasses import replace

from bot import store
from bot.markup import esc
from bot.model import Button, Reply
from bot.scene import Scene, quietly
from bot.store import votes, workshops
from bot.store.workshops import Counts, Room, Start
from bot.texts import texts_of
from bot.workshop import lead
from bot.workshop.lead import Note
from bot.workshop.sheet import sheet
from bot.workshop.steps import LEAST, place
from content.workshops import spoken

PER_ROW = 2
_NEXT = re.compile(r"next\|(-?\d{1,3})\|([01])", re.ASCII)


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    """The question for the language; or the way back to the workshop that runs."""
    if scene.at.chat < 0:
        return [Reply(esc(scene.texts.say("workshop.private")), reply_to=scene.at.reply_to)]
    if await _running(scene):
        button = (scene.texts.say("workshop.button.open"), "ws|open")
        return [Reply(esc(scene.texts.say("workshop.running")), ((button,),))]
    tags = {tag for name in scene.library.workshops for tag in spoken(scene.library, name)}
    ranked = sorted(tags, key=lambda tag: (tag != scene.texts.tag, tag))
    buttons = [(scene.library.languages[tag].name, f"ws|lang|{tag}") for tag in ranked]
    lines = [scene.texts.say("workshop.intro"), scene.texts.say("workshop.choose-language")]
    return [Reply("\n\n".join(map(esc, lines)), _grid(buttons))]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """A tap of the leader; [] for data we did not write."""
    verb, _, more = rest.partition("|")
    if verb == "lang":
        return _sets(scene, more)
    if verb == "set":
        return await _begin(scene, *more.partition("|")[::2])
    room = await workshops.of_chat(scene.services.store, scene.at.chat, _now())
    if room is None:
        return [Reply(esc(scene.texts.say("workshop.over")), edit=True)]
    await lead.moved(scene.services.store, room, scene.at.chat, scene.at.message)
    if verb == "sure" or room.ended:
        return [await _end(scene, room)]
    if verb == "end":
        return [_ask(scene)]
    if step := _NEXT.fullmatch(rest):
        await _go_on(scene, room, int(step[1]), step[2] == "1")
    return await _controls(scene)


def _grid(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + PER_ROW]) for at in range(0, len(buttons), PER_ROW))


def _sets(scene: Scene, tag: str) -> list[Reply]:
    """The question for the kind of work: those that have all their texts in this language."""
    names = [name for name in scene.library.workshops if tag in spoken(scene.library, name)]
    buttons = [(scene.texts.say(f"workshop.set.{name}"), f"ws|set|{tag}|{name}") for name in names]
    rows = tuple((button,) for button in buttons)
    return [Reply(esc(scene.texts.say("workshop.choose-set")), rows, edit=True)] if names else []


async def _begin(scene: Scene, tag: str, name: str) -> list[Reply]:
    """A new workshop, unless one runs: then this is a second tap, or a second try of the first."""
    if name not in scene.library.workshops or tag not in spoken(scene.library, name):
        return []
    services, chat = scene.services, scene.at.chat
    room = await _running(scene)
    if room is None:
        note = lead.packed(Note(chat, scene.at.message, scene.texts.tag))
        room = await workshops.begin(services.store, chat, Start(services.own, tag, name, note), _now())
        await quietly(store.count(services.store, services.today(), [("workshop", name)]))
    if room is None:
        return [Reply(esc(scene.texts.say("workshop.busy")), edit=True)]
    made = await lead.controls(services, room, scene.texts)
    return [replace(made, files=(lead.square(room),))] if made else []


async def _running(scene: Scene) -> Room | None:
    room = await workshops.of_chat(scene.services.store, scene.at.chat, _now())
    return room if room and not room.ended else None


async def _go_on(scene: Scene, room: Room, step: int, shown: bool) -> None:
    """One step further, if the room still stands where the button was."""
    at = place(scene.library, room)
    there = at.next() if at and (room.step, room.shown) == (step, shown) else None
    if there:
        await workshops.go_on(scene.services.store, room, there[0], shown=there[1])


async def _controls(scene: Scene) -> list[Reply]:
    room = await _running(scene)
    made = await lead.controls(scene.services, room, scene.texts) if room else None
    return [made] if made else []


def _ask(scene: Scene) -> Reply:
    say = scene.texts.say
    rows = (((say("workshop.button.sure"), "ws|sure"),), ((say("workshop.button.go-on"), "ws|open"),))
    return Reply(esc(say("workshop.end-sure")), rows, edit=True)


async def _end(scene: Scene, room: Room) -> Reply:
    """Votes erased, then the sheet out of the sums. A second try within minutes finds the sums and makes it again."""
    services = scene.services
    note = await lead.note_of(services.store, room)
    if note is None:
        return Reply(esc(scene.texts.say("workshop.not-yours")), toast=True)
    if not room.ended:
        sums = _sums(await votes.counts(services.store, room.code))
        note = replace(note, sums=sums)
        await workshops.end(services.store, room, lead.packed(note), _now())
    made = await sheet(services, room, note.sums, texts_of(services.library, room.language))
    key = "workshop.ended-lead" if made else "workshop.ended-no-sheet"
    return Reply(esc(scene.texts.say(key)), edit=True, files=(made,) if made else ())


def _sums(counts: Counts) -> Counts:
    """What may leave the room: only questions that enough people have answered."""
    return {step: sums for step, sums in counts.items() if step >= 0 and sum(sums.values()) >= LEAST}


def _now() -> int:
    return int(time.time())
