"""In a group: silent unless asked, then a few lines that everybody may read. Details wait in private.

The answer hangs on the question, not on the message it is about, says nothing about whoever posted it, and quotes
nothing: names and numbers stay where they are. In danger it says only where to talk.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

from bot import counting, interview, urgent
from bot.buttons import Rows, memo_of, under
from bot.codes import Memo, pack, unpack
from bot.lines import View, need_of
from bot.markup import bold, esc, small
from bot.model import Aside, Reply
from bot.reply import lead, shown, sure
from bot.scene import Scene, quietly
from bot.screens import check
from checks import BadOffer
from checks.model import Level, Offer, Verdict

MOST_SIGNS = 2
PLAIN, STORY = "g", "G"  # before the bones in a link; after STORY the last three letters are the story's


async def how(scene: Scene, _argument: str = "") -> list[Reply]:
    """/check in private: here everything is looked at, so only how it goes in groups."""
    return [Reply(esc(scene.texts.say("group.how")), reply_to=scene.at.reply_to)]


async def answer(asked: Aside, scene: Scene) -> list[Reply]:
    own = asked.offer.own
    if not asked.offer.text.strip():
        key = "group.unread" if asked.unread else "group.how"
        return [_short(scene, own, [esc(scene.texts.say(key))])]
    offer = replace(asked.offer, language=scene.texts.tag)
    try:
        verdict = await asyncio.to_thread(scene.services.check, offer)
    except BadOffer:
        return [_short(scene, own, [esc(scene.texts.say("check.bad"))])]
    if verdict.level is Level.URGENT:
        memo = memo_of(verdict, urgent.need_in(urgent.situation(verdict.flags)), verdict.flags)
        return [_short(scene, own, [esc(scene.texts.say("group.danger"))], memo)]
    await quietly(counting.note(scene, _counted(verdict, scene)))
    view = View(verdict, offer, scene.texts, scene.library, scene.services.today(), asked.unread)
    memo = memo_of(verdict, need_of(verdict), [f.flag for f in shown(view)])
    return [_short(scene, own, list(_page(view)), memo)]


def _counted(verdict: Verdict, scene: Scene) -> list[tuple[str, str]]:
    day = ("day", scene.services.today().isoformat())
    return [("level", str(verdict.level)), day, *(("flag", flag) for flag in verdict.flags)]


def _page(view: View) -> Iterator[str]:
    """Level, at most two signs by their names alone, one thing to do, and whom it is not about."""
    texts, findings = view.texts, shown(view)[:MOST_SIGNS]
    if view.verdict.asks_source and not sure(view.verdict):
        yield esc(texts.say("group.warning"))
        return
    flag, action = lead(view, findings)
    if view.verdict.level is Level.NONE:
        yield bold(texts.say("reply.none-small" if findings else "reply.none"))
    else:
        yield bold(f"{texts.say(f'reply.{view.verdict.level}')} {texts.say(f'act.{action}')}".strip())
    for finding in findings:
        yield "• " + esc(texts.first((f"flag.{finding.flag}.title", "flag-default.title")))
    do = texts.first((f"flag.{flag}.do", f"action.{action}.do", f"do.{action}", "do.verify"))
    yield esc(texts.say("reply.now", do=do))
    yield small(texts.say("group.about"))


def _short(scene: Scene, own: str, lines: list[str], memo: Memo | None = None) -> Reply:
    return Reply("\n".join(lines), _private(scene, own, memo), reply_to=scene.at.reply_to)


def _private(scene: Scene, own: str, memo: Memo | None) -> Rows:
    """The way to talk alone. The link holds the verdict's bones and nothing of the message."""
    start = f"?start={link(memo)}" if memo else ""
    return (((scene.texts.say("group.private"), f"https://t.me/{own}{start}"),),) if own else ()


def link(memo: Memo) -> str:
    """A verdict's bones as Telegram lets them stand in a link: letters, digits, - and _, at most 64."""
    bones = pack(PLAIN, memo).partition("|")[2]
    return (STORY if "." in bones else PLAIN) + bones.replace(".", "")


async def details(scene: Scene, argument: str) -> list[Reply]:
    """What stands behind such a link: the signs without the words, and the usual buttons; [] for anything else."""
    kind, bones = argument[:1], argument[1:]
    if kind not in (PLAIN, STORY):
        return []
    bones = f"{bones[:-3]}.{bones[-3:]}" if kind == STORY else bones
    memo = unpack(bones, scene.library.flags, scene.library.scripts)
    if memo is None:
        return []
    if memo.level is Level.URGENT:
        made = interview.verdict(interview.Talk(memo), scene.library)
        offer = Offer("", country=scene.country)
        return [urgent.render(made, offer, scene.texts, scene.library, scene.services.today())]
    return [_details(scene, memo)]


def _details(scene: Scene, memo: Memo) -> Reply:
    texts, flags = scene.texts, memo.flags
    action = scene.library.flags[flags[0]].action if flags else "verify"
    head = "reply.none" if memo.level is Level.NONE else f"reply.{memo.level}"
    lines = [bold(texts.say(head) + ("" if memo.level is Level.NONE else " " + texts.say(f"act.{action}")))]
    lines += [esc(texts.say("ask.signs"))] if flags else []
    lines += ["• " + esc(line) for line in check.signs(texts, flags[: check.MOST_SHOWN])]
    lines += [
        "",
        esc(texts.first((f"action.{action}.do", f"do.{action}", "do.verify"))),
        small(texts.say("group.again")),
    ]
    return Reply("\n".join(lines), under(texts, memo, scene.country))
