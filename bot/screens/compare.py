"""/compare: an offer and a contract side by side, what changed for the worse first.

Only here something of a message outlives its answer: the first text, sealed, until the second comes or half an hour has
passed, and only after the person asked for it and has read so.
"""

import asyncio
from collections.abc import Iterator, Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.cases import joined
from bot.markup import bold, esc, small
from bot.model import Case, Check, Media, Reply
from bot.quote import quoted
from bot.scene import Scene
from bot.screens import check, media
from bot.store import state
from checks.compare import Change, Turn, compare
from checks.contract import language_of
from checks.fold import fold
from checks.model import Offer

KIND = "compare"
KEPT_S = 30 * 60
MOST = 15_000  # characters of the first text: as many bytes as a note holds, in every script
QUOTE = 70  # code points
COUNTED = ("hours", "term")


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    """Ask for the first text. From now on the next two messages are compared."""
    await _keep(scene, "")
    return [_question(scene, "first")]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """ "Stop": what was kept is erased."""
    if rest != "stop":
        return []
    await state.take(scene.services.store, scene.at.chat, KIND, int(scene.services.now()))
    return [Reply(esc(scene.texts.say("compare.stopped")), edit=True)]


async def step(incoming: Check | Media | Case, scene: Scene) -> list[Reply] | None:
    """What to answer when the person is comparing, else None: then it is checked as usual. So it is in danger."""
    first = await _kept(scene)
    if first is None:
        return None
    parts = incoming.parts if isinstance(incoming, Case) else (incoming,)
    typed = joined(part.offer for part in parts)
    if await media.danger(typed, scene):  # in danger nothing is fetched
        return await check.answer(Check(incoming.at, typed), scene)
    offer = await media.text_of(parts, scene)
    if await media.danger(offer, scene):
        return await check.answer(Check(incoming.at, offer), scene)
    if not offer.text.strip():
        await _keep(scene, first)
        return [Reply(esc(scene.texts.say("contract.unread")), reply_to=incoming.at.reply_to)]
    if not first:
        await _keep(scene, offer.text[:MOST])
        return [_question(scene, "second")]
    return [await _answer(scene, first, offer)]


async def _keep(scene: Scene, text: str) -> None:
    until = int(scene.services.now()) + KEPT_S
    await state.put(scene.services.store, scene.at.chat, KIND, text.encode("utf-8", "replace"), until)


async def _kept(scene: Scene) -> str | None:
    """The first text, "" when none came yet, None when nobody compares; taken out, so that it is used once."""
    if KIND not in scene.notes:
        return None
    try:
        note = await state.take(scene.services.store, scene.at.chat, KIND, int(scene.services.now()))
    except SQLAlchemyError:
        return None
    return None if note is None else note.decode()


def _question(scene: Scene, which: str) -> Reply:
    lines = [bold(scene.texts.say(f"compare.{which}")), small(scene.texts.say("compare.kept"))]
    return Reply("\n".join(lines), (((scene.texts.say("compare.stop"), "cmp|stop"),),))


async def _answer(scene: Scene, first: str, offer: Offer) -> Reply:
    changes = await asyncio.to_thread(compare, first, offer.text, scene.library)
    lines = list(_page(scene, changes))
    if not all(language_of(fold(text).text, scene.library.terms) for text in (first, offer.text)):
        lines.append(small(scene.texts.say("compare.no-words")))
    lines.append(small(scene.texts.say("compare.erased")))
    return Reply("\n".join(lines), reply_to=scene.at.reply_to)


def _page(scene: Scene, changes: Sequence[Change]) -> Iterator[str]:
    texts = scene.texts
    worse = any(change.turn in (Turn.WORSE, Turn.GONE, Turn.CHANGED) for change in changes)
    yield bold(texts.say("compare.head" if worse else "compare.head-same" if changes else "compare.nothing"))
    for turn in Turn:
        found = [change for change in changes if change.turn is turn]
        if found:
            yield from ("", esc(texts.say(f"compare.{turn}")))
        if found and turn is Turn.SAME:
            yield esc(", ".join(_name(scene, change) for change in found))
        else:
            yield from ("• " + esc(_line(scene, change)) for change in found)
    if worse:
        yield from ("", esc(texts.say("compare.ask")))


def _line(scene: Scene, change: Change) -> str:
    before, after = (_shown(scene, change.point, said) for said in (change.before, change.after))
    name = _name(scene, change)
    if before and after:
        return scene.texts.say("compare.both", name=name, before=before, after=after)
    return scene.texts.say("contract.line", name=name, quote=before or after)


def _name(scene: Scene, change: Change) -> str:
    return scene.texts.first((f"contract.{change.point}.name", f"contract.{change.point}.warn"))


def _shown(scene: Scene, point: str, said: str) -> str:
    """ "8/day" in words; anything else as the text has it, made harmless."""
    if point in COUNTED and said:
        number, _, unit = said.partition("/")
        return scene.texts.say(f"compare.{unit}", number=number)
    return quoted(said, QUOTE)
