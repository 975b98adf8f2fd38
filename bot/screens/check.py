"""The main road: a text comes in, a warning goes out. The buttons under it: why, what to do, who sent it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot import counting, others, store, urgent
from bot import help as places
from bot.buttons import under
from bot.codes import Memo
from bot.lines import need_of
from bot.look import Look, look_by
from bot.markup import bold, esc, small
from bot.model import Check, Reply
from bot.reply import render
from bot.scene import Scene, quietly
from bot.screens import country, destination, recruiter
from bot.store.silence import silence
from bot.texts import Texts
from checks import BadOffer
from checks.agencies.register import Candidate
from checks.community import carried
from checks.contract import reads_like_one
from checks.model import Level, Offer, Verdict

log = logging.getLogger(__name__)

LEVELS = (Level.NONE, Level.CARE, Level.STOP, Level.URGENT)  # mildest first
SHORT = 15  # characters; below it a text without a digit, link or name is a greeting, not an offer
MOST_SHOWN = 5  # signs on one page


@dataclass(frozen=True, slots=True)
class Seen:
    """An offer and what was made of it; `unread` as in `Check`.

    `listed`: it is only somebody's contact, and these are the rows of official lists for it; None for anything else.
    `there` is the country of the work (`destination.named`).
    """

    offer: Offer
    verdict: Verdict
    unread: str = ""
    listed: tuple[Candidate, ...] | None = None
    there: str = ""


async def answer(incoming: Check, scene: Scene, first: Reply | None = None) -> list[Reply]:
    """The verdict on a message, hung on it; for somebody new, the question for the country after it.

    `first` is said before it (what was read from a picture), but never in danger.
    """
    before = [first] if first else []
    offer = replace(incoming.offer, country=scene.country, language=scene.texts.tag)
    try:
        look = await _look(offer, scene)
    except BadOffer:
        key = "check.long" if len(offer.text) > 4096 else "check.bad"
        return [*before, Reply(esc(scene.texts.say(key)), reply_to=incoming.at.reply_to)]
    verdict = look.verdict
    if verdict.level is Level.NONE and not verdict.asks_source and too_short(offer):
        return [*before, Reply(esc(scene.texts.say("check.short")), reply_to=incoming.at.reply_to)]
    verdict, things = await others.noted(look, scene)
    listed = await recruiter.listed(offer, scene) if recruiter.alone(offer) else None
    seen = Seen(offer, verdict, incoming.unread, listed, destination.named(scene, offer.text))
    page = _page(seen, scene)
    await quietly(counting.note(scene, counted(seen, scene)))
    await quietly(others.asks(things, scene))
    await quietly(_look_out(offer, look, scene))
    # In danger nothing is looked up: no site may learn that somebody asks, and the page must not move.
    looks = scene.services.second and verdict.level is not Level.URGENT
    later = Again(seen, page, scene) if looks else None
    if verdict.level is Level.URGENT:  # from now on nothing is sent to this chat by itself
        before = []
        await quietly(silence(scene.services.store, scene.at.chat))
    answered = replace(page, reply_to=incoming.at.reply_to, later=later)
    return [*before, answered, *await _first_time(verdict, scene)]


def _page(seen: Seen, scene: Scene) -> Reply:
    today = scene.services.today()
    page = render(seen.verdict, seen.offer, scene.texts, scene.library, today, unread=seen.unread)
    if seen.verdict.level is Level.URGENT:
        return page
    if seen.listed is not None:
        return recruiter.page(page, seen.offer, seen.verdict, seen.listed, scene)
    rows = destination.row(scene, seen.there, need_of(seen.verdict))
    if reads_like_one(seen.offer.text, scene.library):
        rows = (*rows, ((scene.texts.say("contract.button"), "con|"),))
    return replace(page, rows=(*page.rows, *rows))


@dataclass(frozen=True, slots=True)
class Again:
    """The second look at what was seen, when the first answer (`page`) is sent."""

    seen: Seen
    page: Reply
    scene: Scene

    async def __call__(self) -> list[Reply]:
        return await _look_again(self.seen, self.page, self.scene)


async def again(seen: Seen, scene: Scene) -> list[Reply]:
    """The same, for another program, which has neither the page of before nor rows of lists."""
    listed = await recruiter.listed(seen.offer, scene) if recruiter.alone(seen.offer) else None
    seen = replace(seen, listed=listed, there=destination.named(scene, seen.offer.text))
    return await _look_again(seen, _page(seen, scene), scene)


async def _look_again(seen: Seen, page: Reply, scene: Scene) -> list[Reply]:
    """The page with what look-ups found, in the place of the first. Never raises; [] when it says the same.

    An edit makes no sound: when the warning has become stronger, a short message says so.
    """
    if scene.services.second is None:
        return []
    try:
        verdict = await scene.services.second.verdict(seen.offer)
    except Exception as error:  # the border: the first answer stands
        log.exception("a second look failed: %s", type(error).__name__)
        return []
    better = _page(replace(seen, verdict=carried(verdict, seen.verdict)), scene) if verdict else page
    if verdict is None or better == page:
        return []
    rose = LEVELS.index(verdict.level) > LEVELS.index(seen.verdict.level)
    more = [Reply(esc(scene.texts.say("lookup.rose")))] if rose else []
    return [replace(better, edit=True), *more]


async def _look(offer: Offer, scene: Scene) -> Look:
    services = scene.services
    return await look_by(services.check, services.looking, offer, services.lookout.key if services.lookout else b"")


async def _look_out(offer: Offer, look: Look, scene: Scene) -> None:
    """A new campaign is seen by fingerprints, where the operator did not switch that off."""
    if scene.services.lookout:
        await scene.services.lookout.note(scene.at.chat, offer, look, scene.services.today())


def too_short(offer: Offer) -> bool:
    """ "Hello" is no offer. Anything with a number, an address, a name or a hidden link in it may be one."""
    text = offer.text.strip()
    return len(text) < SHORT and not offer.hidden_links and not any(c.isdigit() or c in "@./:" for c in text)


def counted(seen: Seen, scene: Scene) -> list[tuple[str, str]]:
    """What one check adds to the counts: each thing for itself, so that no row describes one person."""
    verdict, today = seen.verdict, scene.services.today()
    things = [
        ("level", str(verdict.level)),
        ("day", today.isoformat()),
        ("language", scene.texts.tag),
        ("country", scene.country or "none"),
    ]
    things += [("flag", flag) for flag in verdict.flags] + [("trial", flag) for flag in verdict.trial]
    things += [("script", verdict.script)] if verdict.script else []
    if scene.country:
        shown = places.helplines(scene.library.countries, scene.country, need_of(verdict), today)[:1]
        things += counting.helplines(row.name for row in shown)
        things += [("corridor", f"{scene.country}>{seen.there}")] if seen.there else []
    return things


async def _first_time(verdict: Verdict, scene: Scene) -> list[Reply]:
    """Ask a new person for the country, once. In danger nothing is asked and nothing is kept."""
    if scene.known is not None or verdict.level is Level.URGENT:
        return []
    await quietly(store.remember(scene.services.store, scene.at.chat, scene.services.today()))
    page = country.letters(scene)
    notes = (small(scene.texts.say(f"start.{key}")) for key in ("program", "phone"))
    return [replace(page, html="\n".join([*notes, "", page.html]))]


async def why(scene: Scene, memo: Memo) -> list[Reply]:
    """What each sign can lead to, and the story it belongs to."""
    texts = scene.texts
    lines = [bold(texts.say("why.head" if memo.flags else "why.none"))]
    lines += ["• " + esc(line) for line in signs(texts, memo.flags[:MOST_SHOWN])]
    if memo.script and texts.has(f"script.{memo.script}.name"):
        name, then = (texts.say(f"script.{memo.script}.{part}") for part in ("name", "next"))
        lines += ["", esc(texts.say("why.script", name=name.rstrip("."), next=then))]
    lines += ["", small(texts.say("why.rules"))]
    return [Reply("\n".join(lines))]


def signs(texts: Texts, flags: Iterable[str]) -> list[str]:
    """ "They ask you to pay first. That money is often gone." for each flag, without the person's words."""
    found = []
    for flag in flags:
        title, body = (texts.first((f"flag.{flag}.{part}", f"flag-default.{part}")) for part in ("title", "body"))
        found.append(texts.say("why.line", title=title.rstrip("."), body=body))
    return list(dict.fromkeys(found))


async def todo(scene: Scene, memo: Memo) -> list[Reply]:
    """What a person can do, most urgent first."""
    texts = scene.texts
    if memo.level is Level.URGENT:
        return [_todo_in_danger(texts, urgent.situation(memo.flags))]
    steps = _steps(texts, memo, [_action(scene, flag) for flag in memo.flags])
    return [Reply("\n".join([bold(texts.say("todo.head")), *("• " + esc(step) for step in steps)]))]


def _todo_in_danger(texts: Texts, name: str) -> Reply:
    """Three things that are possible, none of them an order, and the way to leave fewer traces."""
    steps = (texts.say(f"urgent-more.{name}-{n}") for n in (1, 2, 3))
    return Reply("\n".join("• " + esc(step) for step in steps), (((texts.say("button.delete"), "del|open"),),))


def _action(scene: Scene, flag: str) -> str:
    return scene.library.flags[flag].action


def _steps(texts: Texts, memo: Memo, actions: list[str]) -> list[str]:
    """At most four steps for the signs, then what holds for the kind of harm, each sentence once."""
    steps = [texts.first((f"flag.{f}.do", f"action.{a}.do")) for f, a in zip(memo.flags, actions, strict=True)]
    story = [texts.say(f"script.{memo.script}.do")] if memo.script else []
    general = "todo.travel" if memo.need == "control" else "todo.paid"
    keys = ["todo.verify", general, "todo.keep", "todo.again"]
    rest = [texts.say(key) for key in keys if memo.level is not Level.NONE or key != "todo.paid"]
    return list(dict.fromkeys(filter(None, [*steps[:3], *story, *rest])))


async def was_offer(scene: Scene, memo: Memo) -> list[Reply]:
    """ "An offer I got": the signs of the text as a warning, without its words, which nobody kept."""
    texts = scene.texts
    action = _action(scene, memo.flags[0]) if memo.flags else "verify"
    lines = [bold(texts.say("ask.offer", act=texts.say(f"act.{action}")).strip())]
    lines += [esc(texts.say("ask.signs"))] if memo.flags else []
    lines += ["• " + esc(line) for line in signs(texts, memo.flags[:3])]
    lines += ["", esc(texts.first((f"action.{action}.do", f"do.{action}", "do.verify")))]
    return [Reply("\n".join(lines), under(texts, memo, scene.country))]


async def was_warning(scene: Scene, _memo: Memo) -> list[Reply]:
    return [Reply(esc(scene.texts.say("ask.warning")))]


async def was_question(scene: Scene, _memo: Memo) -> list[Reply]:
    """ "I just wonder": the three things that are worth a look in any offer."""
    texts = scene.texts
    lines = [esc(texts.say("ask.wonder")), *("• " + esc(texts.say(f"none.check-{n}")) for n in (1, 2, 3))]
    return [Reply("\n".join(lines))]
