"""/save and its button: what I saw in a message, as a PDF and a JSON for the person alone, made in memory.

We keep no text, so the message itself has to be there: /save is sent as an answer to it, and a button's message hangs
on it. No file in danger, none where a picture of a child may be involved, and none of a message in which nothing was
seen: such a file could be shown around as a proof that the offer is real.
"""

import asyncio
import time
from dataclasses import replace
from hashlib import sha256

from bot import store, urgent
from bot.codes import Memo, pack
from bot.evidence.gather import gather, refused
from bot.evidence.model import Evidence
from bot.evidence.page import json_of, page_of, text_of
from bot.markup import esc
from bot.model import File, Quoted, Reply
from bot.scene import Scene, quietly
from checks import BadOffer
from checks.model import Level, Verdict


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    """The command; [] is never the answer."""
    if scene.quoted is None:
        return [Reply(esc(scene.texts.say("save.how")))]
    return await _of(scene, scene.quoted)


async def under_verdict(scene: Scene, memo: Memo) -> list[Reply]:
    """The button. An old one may hang under danger: then there is no file."""
    if memo.level is Level.URGENT:
        return [_no_file(scene, memo)]
    if scene.quoted is None:
        return [Reply(esc(scene.texts.say("save.gone")))]
    return await _of(scene, scene.quoted)


async def _of(scene: Scene, about: Quoted) -> list[Reply]:
    if not about.offer.text.strip():
        return [Reply(esc(scene.texts.say("save.words")))]
    quoted = replace(about, offer=replace(about.offer, country=scene.country, language=scene.texts.tag))
    try:
        verdict = await asyncio.to_thread(scene.services.check, quoted.offer)
    except BadOffer:
        return [Reply(esc(scene.texts.say("check.bad")))]
    if verdict.level is Level.URGENT:
        return [urgent.render(verdict, quoted.offer, scene.texts, scene.library, scene.services.today())]
    if refused(verdict):
        return [_no_file(scene, Memo(verdict.level, "child"))]
    if verdict.level is Level.NONE:
        return [Reply(esc(scene.texts.say("save.nothing")))]
    return [await _files(scene, quoted, verdict)]


def _no_file(scene: Scene, memo: Memo) -> Reply:
    return Reply(esc(scene.texts.say("save.no-file")), (((scene.texts.say("button.help"), pack("help", memo)),),))


async def _files(scene: Scene, quoted: Quoted, verdict: Verdict) -> Reply:
    """The files, and in the message their SHA-256: a file can't hold its own."""
    texts, now = scene.texts, int(time.time())
    evidence = await asyncio.to_thread(gather, quoted, verdict, texts, scene.library, now)
    name = f"second-look-{time.strftime('%Y-%m-%d-%H%M%S', time.gmtime(now))}"
    first, note = await _paper(scene, evidence, name)
    pdf = (first.name, _digest(first)) if first.name.endswith(".pdf") else None
    files = (first, File(f"{name}.json", json_of(evidence, texts, pdf)))
    await quietly(store.count(scene.services.store, scene.services.today(), [("saved", "file")]))
    lines = [texts.say("save.done"), texts.say("save.part") if quoted.unread else "", note]
    lines += [
        texts.say("save.digests"),
        *(f"{file.name.rpartition('.')[2].upper()}: {_digest(file)}" for file in files),
    ]
    return Reply("\n".join(esc(line) for line in lines if line), files=files)


async def _paper(scene: Scene, evidence: Evidence, name: str) -> tuple[File, str]:
    """The PDF; else plain text, and the sentence that says why."""
    printed, printer = page_of(evidence, scene.texts), scene.services.printer
    missing = await asyncio.to_thread(printer.missing, printed.words) if printer else {""}
    pdf = await printer.pdf(printed.page, printed.words) if printer and not missing else None
    if pdf:
        return File(f"{name}.pdf", pdf), ""
    why = scene.texts.say("save.no-font" if missing else "save.no-pdf")
    return File(f"{name}.txt", text_of(printed.page)), why


def _digest(file: File) -> str:
    return sha256(file.data).hexdigest()
