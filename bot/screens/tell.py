""" "Tell me if you learn more": one message at most, within 30 days, when a number or name in it is confirmed.

Only asked for, never offered in danger, and ended by a tap, by /delete, by danger in this chat, and by itself.
"""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.evidence.gather import identifiers, refused, same_thing
from bot.markup import esc
from bot.model import Button, Reply
from bot.scene import Scene
from bot.store import watches
from bot.texts import Texts
from checks import BadOffer

MOST = 8


def offer_button(texts: Texts) -> Button:
    return texts.say("button.tell"), "tell|on"


async def press(scene: Scene, rest: str) -> list[Reply]:
    """ "on" or "off"; [] for data we did not write."""
    try:
        if rest == "off":
            await watches.stop(scene.services.store, scene.at.chat)
            return [Reply(esc(scene.texts.say("tell.off")), edit=True)]
        return [await _on(scene)] if rest == "on" else []
    except SQLAlchemyError:
        return [Reply(esc(scene.texts.say("report.trouble")))]


async def _on(scene: Scene) -> Reply:
    texts, now = scene.texts, int(time.time())
    if scene.quoted is None:
        return Reply(esc(texts.say("report.gone")))
    offer = replace(scene.quoted.offer, country=scene.country, language=texts.tag)
    try:
        verdict = await asyncio.to_thread(scene.services.check, offer)
        found = await asyncio.to_thread(identifiers, offer)
    except BadOffer:
        return Reply(esc(texts.say("check.bad")))
    things = tuple(dict.fromkeys(filter(None, map(same_thing, found))))[:MOST]
    if refused(verdict) or not things:
        return Reply(esc(texts.say("tell.not-this")))
    await watches.watch(scene.services.store, scene.at.chat, things, now)
    day = datetime.fromtimestamp(now + watches.KEPT_S, UTC).date().isoformat()
    return Reply(esc(texts.say("tell.on", day=day)), (((texts.say("tell.stop"), "tell|off"),),))
