""" "Report this recruiter": what would be kept stands there, each piece chosen by a tap; then one tap more.

Nothing is chosen beforehand and nothing is kept before the last tap. Until then all of it stands in the buttons: a mask
of what is chosen, and three letters that tell whether the message is still the same. The message itself is the one this
page hangs on. Callback data: "rep|<mask>.<letters>|<act>", or "rep|back|<code>" to take a report back.
"""

import asyncio
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot import codes, urgent
from bot.codes import Memo
from bot.evidence.gather import identifiers, refused, same_thing
from bot.markup import bold, esc
from bot.model import Button, Quoted, Reply
from bot.quote import clean, defang, shorten
from bot.scene import Scene
from bot.screens.tell import offer_button
from bot.store import reports
from bot.store.reports import Identifier, Left
from checks import BadOffer
from checks.model import Level, Verdict

MOST = 8  # identifiers to choose from
SIGNS, TEXT = 1 << MOST, 1 << (MOST + 1)
ANY_IDENTIFIER = SIGNS - 1
_SHAPE = re.compile(r"([0-9a-f]{1,3})\.([\w-]{3})\|(show|keep)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be left, and which of it is chosen (a bit for each identifier, then the signs, then the text)."""

    whole: Left
    titles: tuple[str, ...]
    mask: int = 0

    @property
    def letters(self) -> str:
        return codes.code(repr(self.whole))

    def chosen(self) -> Left:
        names = tuple(one for n, one in enumerate(self.whole.identifiers) if self.mask & 1 << n)
        return Left(names, self.whole.signs if self.mask & SIGNS else (), self.whole.text if self.mask & TEXT else "")


async def under_verdict(scene: Scene, memo: Memo) -> list[Reply]:
    """The button under a warning; not in danger, and not where a picture of a child may be involved."""
    if memo.level is Level.URGENT or scene.quoted is None:
        return [Reply(esc(scene.texts.say("report.gone")))]
    made = await _draft(scene, scene.quoted)
    return [made] if isinstance(made, Reply) else [replace(_page(scene, made), reply_to=scene.quoted.message)]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """A tap on a piece, on "keep" or on "take it back"; [] for data we did not write."""
    if rest.startswith("back|"):
        return [await _take_back(scene, rest.removeprefix("back|"))]
    if rest == "no":
        return [Reply(esc(scene.texts.say("report.not-kept")), edit=True)]
    found = _SHAPE.fullmatch(rest)
    if not found:
        return []
    if scene.quoted is None:
        return [Reply(esc(scene.texts.say("report.gone")), edit=True)]
    made = await _draft(scene, scene.quoted)
    if isinstance(made, Reply):
        return [replace(made, edit=True)]
    if found[2] != made.letters:  # the message was changed since: choose anew
        return [_page(scene, made)]
    made = replace(made, mask=int(found[1], 16))
    return [await _keep(scene, made) if found[3] == "keep" and made.mask & ANY_IDENTIFIER else _page(scene, made)]


async def _draft(scene: Scene, about: Quoted) -> Draft | Reply:
    """What could be left of the message; or what is said instead."""
    offer = replace(about.offer, country=scene.country, language=scene.texts.tag)
    try:
        verdict = await asyncio.to_thread(scene.services.check, offer)
        found = await asyncio.to_thread(identifiers, offer)
    except BadOffer:
        return Reply(esc(scene.texts.say("check.bad")))
    if verdict.level is Level.URGENT:
        return urgent.render(verdict, offer, scene.texts, scene.library, scene.services.today())
    if refused(verdict) or verdict.level is Level.NONE:
        return Reply(esc(scene.texts.say("report.not-this")))
    things = tuple(dict.fromkeys(filter(None, map(same_thing, found))))[:MOST]
    if not things:
        return Reply(esc(scene.texts.say("report.nobody")))
    flags = _flags(scene, verdict)
    return Draft(Left(things, flags, offer.text), tuple(scene.texts.say(f"flag.{flag}.title") for flag in flags))


def _flags(scene: Scene, verdict: Verdict) -> tuple[str, ...]:
    live = (name for name in verdict.flags if name in scene.library.flags)
    return tuple(name for name in live if scene.library.flags[name].strength != "context")[:MOST]


def _page(scene: Scene, draft: Draft) -> Reply:
    """What would be kept, by whom it is read and until when; below, a button for each piece."""
    texts, left = scene.texts, draft.chosen()
    day = _last_day(scene)
    lines = [bold(texts.say("report.head")), esc(texts.say("report.until", day=day)), esc(texts.say("report.who"))]
    lines += ["", bold(texts.say("report.kept")), *(f"• {esc(line)}" for line in _kept(scene, draft, left))]
    lines += [] if draft.mask else [esc(texts.say("report.nothing"))]
    lines += ["", esc(texts.say("report.choose"))]
    return Reply("\n".join(lines), tuple(_rows(scene, draft)), edit=True)


def _last_day(scene: Scene) -> str:
    return (scene.services.today() + timedelta(seconds=reports.KEPT_S)).isoformat()


def _kept(scene: Scene, draft: Draft, left: Left) -> Iterator[str]:
    for one in left.identifiers:
        yield scene.texts.say("report.line", kind=scene.texts.say(f"save.kind-{one[0]}"), value=_shown(one))
    if left.signs:
        yield scene.texts.say("report.signs", signs="; ".join(title.rstrip(".") for title in draft.titles))
    if left.text:
        yield scene.texts.say("report.text", text=defang(shorten(clean(left.text), 300)), count=len(left.text))


def _shown(one: Identifier, limit: int = 60) -> str:
    """Exactly what is kept, to be read but not tapped."""
    return defang(shorten(clean(one[1]), limit))


def _rows(scene: Scene, draft: Draft) -> Iterator[tuple[Button, ...]]:
    say = scene.texts.say
    labels = [_shown(one, 30) for one in draft.whole.identifiers]
    bits = [(1 << n, label) for n, label in enumerate(labels)]
    bits += [(SIGNS, say("report.signs-label")), (TEXT, say("report.text-label"))]
    for bit, label in bits:
        box = "☒" if draft.mask & bit else "☐"
        yield ((f"{box} {label}", _data(draft, draft.mask ^ bit, "show")),)
    if draft.mask & ANY_IDENTIFIER:
        yield (say("report.keep"), _data(draft, draft.mask, "keep")), (say("report.leave"), "rep|no")
    else:
        yield ((say("report.leave"), "rep|no"),)
    yield (offer_button(scene.texts),)


def _data(draft: Draft, mask: int, act: str) -> str:
    return f"rep|{mask:x}.{draft.letters}|{act}"


async def _keep(scene: Scene, draft: Draft) -> Reply:
    """Kept now, with the button that takes it back. Said only when it is true."""
    texts, now = scene.texts, int(time.time())
    try:
        number = await reports.leave(scene.services.store, scene.at.chat, draft.chosen(), now)
    except SQLAlchemyError:
        return Reply(esc(texts.say("report.trouble")), edit=True)
    if number is None:
        return Reply(esc(texts.say("report.enough", count=reports.MOST)), edit=True)
    day = _last_day(scene)
    rows = (((texts.say("report.back"), f"rep|back|{number}"),), (offer_button(texts),))
    return Reply(esc(texts.say("report.done", day=day)), rows, edit=True)


async def _take_back(scene: Scene, number: str) -> Reply:
    try:
        gone = await reports.take_back(scene.services.store, scene.at.chat, number)
    except SQLAlchemyError:
        return Reply(esc(scene.texts.say("report.trouble")))
    return Reply(esc(scene.texts.say("report.taken-back" if gone else "report.gone-already")), edit=True)
