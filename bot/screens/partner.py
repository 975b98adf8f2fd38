"""Somebody comes through a partner's link: language and country are set, and it is said who sees what."""

import logging
from collections.abc import Awaitable
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from bot import store
from bot.markup import esc
from bot.partner import with_partner
from bot.scene import Scene, quietly
from bot.store import Known, partners
from bot.store.faults import plain
from bot.store.partners import Partner
from bot.texts import offered, texts_of

log = logging.getLogger(__name__)


async def arrive(scene: Scene, code: str) -> tuple[Scene, list[str]]:
    """The scene as it is now, and lines to say; without a partner of that code both stay as they are.

    What the person chose before stays: a link only fills in what is not chosen.
    """
    found = (
        await perhaps(partners.find(scene.services.store, code)) if scene.at.chat >= 0 else None
    )  # never for a group
    if found is None:
        return scene, []
    await quietly(_keep(scene, found))
    scene = _changed(scene, found)
    return scene, _welcome(scene, found)


async def perhaps(asked: Awaitable[Partner | None]) -> Partner | None:
    """A partner that the store can't tell us right now is none."""
    try:
        return await asked
    except SQLAlchemyError as error:
        log.warning("the store did not tell a partner: %s", plain(error))
        return None


def _choice(scene: Scene, partner: Partner) -> Known:
    known = scene.known or Known()
    language = partner.language if partner.language in offered(scene.library) else ""
    return Known(known.language or language, known.country or partner.country)


async def _keep(scene: Scene, partner: Partner) -> None:
    services, chosen, today = scene.services, _choice(scene, partner), scene.services.today()
    await store.remember(services.store, scene.at.chat, today, language=chosen.language, country=chosen.country)
    if await partners.join(services.store, scene.at.chat, partner.code, today):
        await store.count(services.store, today, [(partners.kind_of(partner.code), "came")])


def _changed(scene: Scene, partner: Partner) -> Scene:
    known = _choice(scene, partner)
    texts = texts_of(scene.library, known.language) if known.language else scene.texts
    services = replace(scene.services, library=with_partner(scene.library, partner, known.country))
    return replace(scene, texts=texts, known=known, services=services, partner=partner)


def _welcome(scene: Scene, partner: Partner) -> list[str]:
    texts, country = scene.texts, scene.library.countries.get(scene.country)
    lines = [texts.say("partner.from", partner=partner.name)]
    if country:
        name = texts.say(f"place.{scene.country}") or country.name
        lines.append(texts.say("partner.set", country=name))
    return [esc(line) for line in lines]
