"""The one road from something said to what is answered, for Telegram and the terminal alike."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from bot.codes import Memo, unpack
from bot.markup import esc
from bot.model import COPY, Aside, Case, Check, Command, Incoming, Inline, Media, Press, Reply, Unreadable
from bot.partner import with_partner
from bot.scene import Scene, Services
from bot.screens import (
    agency,
    alerts,
    check,
    compare,
    contract,
    country,
    delete,
    desk,
    destination,
    export,
    feedback,
    found,
    group,
    happened,
    help,
    join,
    language,
    learn,
    media,
    privacy,
    questions,
    report,
    save,
    share,
    start,
    story,
    tell,
    workshop,
)
from bot.store.faults import plain
from bot.store.met import Met, met
from bot.texts import choose, texts_of

log = logging.getLogger(__name__)

COMMANDS: dict[str, Callable[[Scene, str], Awaitable[list[Reply]]]] = {
    "start": start.show,
    "help": help.show,
    "check": group.how,
    "agency": agency.show,
    "happened": happened.show,
    "contract": contract.show,
    "compare": compare.show,
    "save": save.show,
    "learn": learn.show,
    "story": story.show,
    "workshop": workshop.show,
    "join": join.show,
    "country": country.show,
    "language": language.show,
    "alerts": alerts.show,
    "privacy": privacy.show,
    "export": export.show,
    "delete": delete.show,
}
HIDDEN = {"desk": desk.show}  # on no list: only people who were told of it need it
# Buttons under a verdict: what stands behind the bar is the verdict's bones (`codes.py`).
UNDER_A_VERDICT: dict[str, Callable[[Scene, Memo], Awaitable[list[Reply]]]] = {
    "why": check.why,
    "todo": check.todo,
    "help": help.who,
    "ask": questions.begin,
    "happened": happened.under_verdict,
    "src-o": check.was_offer,
    "src-w": check.was_warning,
    "src-q": check.was_question,
    "save": save.under_verdict,
    "report": report.under_verdict,
    "fb-sign": feedback.taken("sign"),
    "wrong": feedback.ask,
    **{f"fb-{answer}": feedback.taken(answer) for answer in feedback.ANSWERS},
}
# Buttons of a screen: each reads what stands behind the bar itself, and answers [] to what it did not write.
OF_A_SCREEN: dict[str, Callable[[Scene, str], Awaitable[list[Reply]]]] = {
    "cc": country.press,
    "lang": language.choose,
    "del": delete.press,
    "q": questions.press,
    "hap": happened.press,
    "con": contract.press,
    "dst": destination.press,
    "fnd": found.press,
    "cmp": compare.press,
    "rep": report.press,
    "tell": tell.press,
    "lrn": learn.press,
    "sty": story.press,
    "alr": alerts.press,
    "ws": workshop.press,
    "wv": join.press,
}


async def talk(incoming: Incoming, services: Services) -> list[Reply]:
    """What to answer. Never raises: whatever goes wrong, the person reads that it did and what to do."""
    try:
        scene = await scene_of(incoming, services)
        return await _answer(incoming, scene)
    except Exception as error:  # the border: only the kind of error is logged, its words may quote somebody
        log.exception("an answer failed: %s", type(error).__name__)
        texts = texts_of(services.library, choose(services.library, incoming.at.language))
        return [Reply(esc(texts.say("check.trouble")), reply_to=incoming.at.reply_to)]


async def patience(incoming: Incoming, services: Services) -> str:
    """What to say while a picture or paper takes its time, in the person's language."""
    return (await scene_of(incoming, services)).texts.say("media.wait")


async def scene_of(incoming: Incoming, services: Services) -> Scene:
    """Who is there. Somebody the store can't tell us about right now is answered like somebody new."""
    found = Met()
    try:
        found = await met(services.store, incoming.at.chat, int(services.now()), services.today())
    except SQLAlchemyError as error:
        log.warning("the store did not answer: %s", plain(error))
    known, joined = found.known, found.partner
    tag = choose(services.library, known.language if known else "", incoming.at.language)
    about, quoted = (incoming.about, incoming.quoted) if isinstance(incoming, Command | Press) else (None, None)
    if known and joined:
        services = replace(services, library=with_partner(services.library, joined, known.country))
    return Scene(incoming.at, texts_of(services.library, tag), known, services, about, quoted, joined, found.notes)


async def _answer(incoming: Incoming, scene: Scene) -> list[Reply]:
    if isinstance(incoming, Check | Media | Case) and (step := await compare.step(incoming, scene)):
        return step
    match incoming:
        case Check():
            return await check.answer(incoming, scene)
        case Media(at=at):
            return await media.answer(at, (incoming,), scene)
        case Case(at=at, parts=parts):
            return await media.answer(at, parts, scene)
        case Command(name=name, argument=argument):
            return await (COMMANDS | HIDDEN).get(name, help.show)(scene, argument)
        case Press(data=data):
            return await _pressed(data, scene)
        case Aside():
            return await group.answer(incoming, scene)
        case Inline():
            return share.cards(incoming, scene)
        case Unreadable(kind=kind):
            lines = (
                scene.texts.first((f"unreadable.{kind}", "unreadable.other")),
                scene.texts.say("unreadable.can"),
            )
            return [Reply(esc("\n".join(lines)), reply_to=incoming.at.reply_to)]


async def _pressed(data: str, scene: Scene) -> list[Reply]:
    if data.startswith(COPY):  # where nothing copies by itself: the terminal
        return [Reply(esc(data.removeprefix(COPY)))]
    verb, _, rest = data.partition("|")
    replies: list[Reply] = []
    if verb in UNDER_A_VERDICT:
        memo = unpack(rest, scene.library.flags, scene.library.scripts)
        replies = await UNDER_A_VERDICT[verb](scene, memo) if memo else []
    elif verb in OF_A_SCREEN:
        replies = await OF_A_SCREEN[verb](scene, rest)
    return replies or [Reply(esc(scene.texts.say("press.old")))]
