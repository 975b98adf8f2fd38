"""A contact alone: a card, a number, a username or a short profile. What can be said of it, and what to ask.

Little can be said of who somebody is, and so it says that. The questions are a message to copy; they are offered while
nothing speaks against writing, never as a test or a trap.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.lines import View, checked_line
from bot.markup import bold, esc, small
from bot.model import COPY, Reply
from bot.quote import quoted
from bot.scene import Scene
from bot.screens import agency, country
from checks.agencies.register import Candidate
from checks.fold import fold
from checks.model import Level, Offer, Verdict
from checks.reading.entities import Entities, find_all

MOST_LENGTH = 300  # characters; a longer text says more than who somebody is
MOST_WORDS = 8  # beside numbers, names and addresses
MOST_COPIED = 256  # characters Telegram copies


def alone(offer: Offer) -> bool:
    """True for a number, a username, a link to a profile or a card, with at most a name and a title around it."""
    if len(offer.text) > MOST_LENGTH:
        return False
    found = _found(offer)
    if not (found.phones or found.handles or found.emails or found.links) or found.money:
        return False
    return len(_rest(offer.text, found).split()) <= MOST_WORDS


async def listed(offer: Offer, scene: Scene) -> tuple[Candidate, ...]:
    """What official lists have under the name beside the number."""
    name = " ".join(_rest(offer.text, _found(offer)).split()) or offer.sender
    if not any(map(str.isalpha, name)):
        return ()
    return tuple(await asyncio.to_thread(scene.services.look_up, name))


def page(warned: Reply, offer: Offer, verdict: Verdict, rows: Sequence[Candidate], scene: Scene) -> Reply:
    """The warning with the questions behind it; where there is none, what was looked at in its place."""
    if verdict.level not in (Level.NONE, Level.CARE):
        return warned
    nothing = verdict.level is Level.NONE and not verdict.findings
    view = View(verdict, offer, scene.texts, scene.library, scene.services.today())
    seen = [*_seen(offer, rows, scene), checked_line(view)] if nothing else [warned.html]
    lines = [*seen, "", bold(scene.texts.say("recruiter.ask-head")), f"<code>{esc(_message(scene))}</code>"]
    lines.append(small(scene.texts.say("recruiter.after")))
    return replace(warned, html="\n".join(lines), rows=(*_copy(scene), *warned.rows))


def _found(offer: Offer) -> Entities:
    return find_all(fold(offer.text), regions=(offer.country,) if offer.country else ())


def _rest(text: str, found: Entities) -> str:
    """The text without numbers, usernames and addresses."""
    spans = [x.span for x in found.phones] + [x.span for x in found.handles]
    spans += [x.span for x in found.emails] + [x.span for x in found.links]
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return " ".join(word for word in text.split() if any(map(str.isalnum, word)))


def _seen(offer: Offer, rows: Sequence[Candidate], scene: Scene) -> Iterator[str]:
    texts, names = scene.texts, country.names(scene)
    yield bold(texts.say("recruiter.head"))
    for region in dict.fromkeys(phone.region for phone in _found(offer).phones):
        if region in names:
            yield "• " + esc(texts.say("recruiter.number", country=names[region]))
    yield "• " + esc(texts.say("recruiter.text"))
    today = scene.services.today()
    for candidate in rows:
        facts = {key: quoted(value, 120) if key != "link" else value for key, value in candidate.row.facts().items()}
        yield "• " + esc(texts.say(agency.LINES.get(candidate.row.standing(today), "agency.other"), **facts))
    yield "• " + esc(texts.say("agency.caution" if rows else "recruiter.no-list"))


def _message(scene: Scene) -> str:
    return " ".join(scene.texts.say(f"recruiter.{key}") for key in ("hello", "ask-1", "ask-2", "ask-3"))


def _copy(scene: Scene) -> tuple[tuple[tuple[str, str], ...], ...]:
    message = _message(scene)
    return (((scene.texts.say("recruiter.copy"), f"{COPY}{message}"),),) if len(message) <= MOST_COPIED else ()
