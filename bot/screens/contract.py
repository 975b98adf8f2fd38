"""/contract: what a work contract says, what to look at twice, and what it leaves out. Nothing of it is kept."""

import asyncio
from collections.abc import Iterator

from bot.markup import bold, esc, small
from bot.model import Check, Media, Reply
from bot.quote import quoted
from bot.scene import Scene
from bot.screens import check, media
from checks import contract
from checks.contract import Contract
from checks.model import Offer

QUOTE = 90  # code points of a clause


async def show(scene: Scene, argument: str = "") -> list[Reply]:
    """As an answer to a text, a picture or a paper; or with the text behind it; else how to ask."""
    if not argument and scene.about is None:
        return [Reply(esc(scene.texts.say("contract.how")), reply_to=scene.at.reply_to)]
    return await _answer(scene, argument)


async def press(scene: Scene, _rest: str) -> list[Reply]:
    """The button under a check: the message it hangs on comes with the press, we have kept none."""
    if scene.about is None:
        return [Reply(esc(scene.texts.say("contract.again")))]
    return await _answer(scene, "")


async def _answer(scene: Scene, text: str) -> list[Reply]:
    offer = Offer(text) if text or scene.about is None else scene.about.offer
    if isinstance(scene.about, Media) and not text and not await media.danger(offer, scene):
        offer = await media.text_of([scene.about], scene)  # in danger nothing is fetched
    if not offer.text.strip():
        return [Reply(esc(scene.texts.say("contract.unread")), reply_to=scene.at.reply_to)]
    if await media.danger(offer, scene):
        return await check.answer(Check(scene.at, offer), scene)
    read = await asyncio.to_thread(contract.read, offer.text, scene.library)
    page = _page(scene, read) if read.language else _without_words(scene)
    return [Reply("\n".join(page), reply_to=scene.at.reply_to)]


def _page(scene: Scene, read: Contract) -> Iterator[str]:
    texts, terms = scene.texts, scene.library.terms
    yield bold(texts.say("contract.head"))
    against = read.against(terms)
    if against:
        yield from ("", esc(texts.say("contract.look")))
    for said in against:
        quote = quoted(said.clause.written.strip(), QUOTE)
        yield "• " + esc(texts.say("contract.line", name=texts.say(f"contract.{said.point}.warn"), quote=quote))
    if read.missing:
        names = ", ".join(texts.say(f"contract.{point}.name") for point in read.missing)
        yield from ("", esc(texts.say("contract.missing", names=names)))
    yield from ("", esc(texts.say("contract.says")))
    for point in terms.of("fair"):
        if point in read.said:
            quote = quoted(read.said[point].clause.written.strip(), QUOTE)
            yield "• " + esc(texts.say("contract.line", name=texts.say(f"contract.{point}.name"), quote=quote))
    yield from _end(scene, read)


def _end(scene: Scene, read: Contract) -> Iterator[str]:
    texts = scene.texts
    yield ""
    if read.language != texts.tag and read.language in scene.library.languages:
        yield esc(texts.say("contract.language", language=scene.library.languages[read.language].name))
    yield esc(texts.say("contract.ask"))
    yield small(texts.say("contract.part" if read.partial else "contract.limits"))


def _without_words(scene: Scene) -> Iterator[str]:
    """For a language whose words we do not have: so, and what to look for oneself."""
    texts, terms = scene.texts, scene.library.terms
    known = ", ".join(scene.library.languages[tag].name for tag in terms.words if tag in scene.library.languages)
    yield bold(texts.say("contract.no-words", languages=known))
    yield esc(texts.say("contract.yourself"))
    yield from ("• " + esc(texts.say(f"contract.{point}.name")) for point in terms.of("fair"))
    yield esc(texts.say("contract.ask"))
