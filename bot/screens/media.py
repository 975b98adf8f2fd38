"""Pictures and papers: read, what was read shown shortly, then answered like any text.

In danger nothing is fetched and nothing is said about reading: what the person wrote is enough to help.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.cases import joined
from bot.markup import esc, small
from bot.media.model import Found
from bot.model import At, Check, Media, Part, Reply
from bot.quote import quoted
from bot.scene import Scene
from bot.screens import check
from checks import BadOffer
from checks.model import Level, Offer

MOST_FILES = 10  # of one case; an album has no more
AT_ONCE = 2  # files of one case
LONGEST_S = 80.0  # for all files of a case
SHOWN = 160  # characters of what was read
CODE_SHOWN = 80


async def answer(at: At, parts: Sequence[Part], scene: Scene) -> list[Reply]:
    """The answer to messages with at least one picture or paper among them."""
    typed = joined(part.offer for part in parts)
    if typed.text.strip() and await _danger(typed, scene):
        return await check.answer(Check(at, typed), scene)
    files = [part for part in parts if isinstance(part, Media)]
    found = dict(zip(files, await _all_read(files[:MOST_FILES], scene), strict=False))
    offer = joined(_with(part.offer, found.get(part)) if isinstance(part, Media) else part.offer for part in parts)
    problem = next((one.problem for one in found.values() if one.problem), "")
    if not offer.text.strip():
        lines = (scene.texts.say(f"media.{problem or 'wordless'}"), scene.texts.say("media.paste"))
        return [Reply(esc("\n".join(lines)), reply_to=at.reply_to)]
    unread = next((file.kind for file in files if file not in found or found[file].problem), "")
    return await check.answer(Check(at, offer, unread), scene, first=_shown(list(found.values()), at, scene))


async def text_of(parts: Sequence[Part], scene: Scene) -> Offer:
    """What messages say, pictures and papers read; its text is empty when nothing could be read."""
    files = [part for part in parts if isinstance(part, Media)]
    found = dict(zip(files, await _all_read(files[:MOST_FILES], scene), strict=False))
    return joined(_with(part.offer, found.get(part)) if isinstance(part, Media) else part.offer for part in parts)


async def danger(offer: Offer, scene: Scene) -> bool:
    """True when a text says that somebody is in danger."""
    return bool(offer.text.strip()) and await _danger(offer, scene)


async def _danger(offer: Offer, scene: Scene) -> bool:
    """True when what the person typed says that somebody is in danger."""
    offer = replace(offer, country=scene.country, language=scene.texts.tag)
    try:
        verdict = await asyncio.to_thread(scene.services.check, offer)
    except BadOffer:
        return False
    return verdict.level is Level.URGENT


async def _all_read(files: Sequence[Media], scene: Scene) -> list[Found]:
    """What they say, two at a time, so that one album leaves room for others; what takes too long is left."""
    room, until = asyncio.Semaphore(AT_ONCE), asyncio.get_running_loop().time() + LONGEST_S

    async def one(file: Media) -> Found:
        try:
            async with asyncio.timeout_at(until), room:
                return await _read(file, scene)
        except TimeoutError:
            return Found(problem="busy")

    return await asyncio.gather(*map(one, files))


async def _read(file: Media, scene: Scene) -> Found:
    if scene.services.look_into is None:
        return Found(problem="kind")
    languages = dict.fromkeys((scene.texts.tag, scene.at.language.split("-")[0], "en"))
    return await scene.services.look_into(file, tuple(filter(None, languages)))


def _with(caption: Offer, found: Found | None) -> Offer:
    """The caption first, so that its hidden links stay where they are."""
    read = (found.text, *found.codes) if found else ()
    return replace(caption, text="\n".join(filter(str.strip, (caption.text, *read))))


def _shown(found: Sequence[Found], at: At, scene: Scene) -> Reply | None:
    """What was read, in short and with nothing in it that could be tapped; and what was not read, and why."""
    say = scene.texts.say
    text = "\n".join(one.text for one in found if one.text)
    codes = dict.fromkeys(code for one in found for code in one.codes)
    problems = dict.fromkeys(one.problem for one in found if one.problem)
    lines = [esc(say("media.read", quote=quoted(text, SHOWN)))] if text.strip() else []
    lines += [esc(say("media.code", quote=quoted(code, CODE_SHOWN))) for code in codes]
    lines += [esc(say(f"media.{problem}")) for problem in problems]
    lines += [esc(say("media.part"))] if any(one.partial for one in found) else []
    if text.strip() or problems:
        lines.append(small(say("media.wrong" if text.strip() else "media.paste")))
    return Reply("\n".join(lines), reply_to=at.reply_to) if lines else None
