"""The projector page of a workshop: what a room sees on the wall. Pure: a room and its counts in, HTML out.

One function draws what changes (`inner`); the page, the events and the page without script all show the same.
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from bot.store.workshops import HERE, Counts
from bot.texts import FIRST_STRONG, Texts
from bot.web.html import esc
from bot.workshop.lead import link
from bot.workshop.square import address
from bot.workshop.steps import BEFORE, Place, answered, head, people, question, result

REFRESH_S = 5  # without script
STYLE = (Path(__file__).parent / "wall.css").read_text(encoding="utf-8")
SCRIPT = (Path(__file__).parent / "wall.js").read_text(encoding="utf-8")
WORKER = (Path(__file__).parent / "wall_worker.js").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src {_hash(STYLE)}",
        f"script-src {_hash(SCRIPT)}",
        "worker-src 'self'",
        "connect-src 'self'",
        "img-src data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

WORKER_POLICY = "default-src 'none'; connect-src 'self'"


def document(texts: Texts, content: str, *, over: bool = False) -> str:
    """The whole page. Without script it asks for itself anew."""
    again = "" if over else f'<noscript><meta http-equiv="refresh" content="{REFRESH_S}"></noscript>\n'
    return (
        f'<!doctype html>\n<html lang="{esc(texts.tag)}" dir="{"rtl" if texts.rtl else "ltr"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n{again}'
        f"<title>{esc(texts.say('web.name'))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<main id="wall">{content}</main>\n'
        f'<p id="away" role="status" hidden>{esc(texts.say("workshop.connection"))}</p>\n'
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def over(texts: Texts, at: Place | None = None, sums: Counts | None = None) -> str:
    """The end; with before and after side by side, while the sums are there and enough people have answered."""
    said = f'<h1 class="alone" data-over>{esc(texts.say("workshop.page-over"))}</h1>'
    if at is None or not sums or not (sums.get(BEFORE) and sums.get(at.after)):
        return said
    asked = ((BEFORE, "workshop.sheet-before"), (at.after, "workshop.sheet-after"))
    bars = "".join(_bars(result(at, sums, texts, step), texts.say(key), texts) for step, key in asked)
    head_ = f'<p class="head">{esc(texts.say("workshop.sheet-chart"))}</p>'
    return f'{said}{head_}<div class="two even">{bars}</div>'


def inner(at: Place, counts: Counts, texts: Texts, seen: list[str]) -> str:
    """What changes. `seen` are the lines of the signs, when they are shown."""
    if at.room.step == HERE:
        return _welcome(at, counts, texts)
    top = f'<p class="head">{esc(head(at, texts))}</p>'
    if not at.room.shown:
        text = f'<p class="offer">{esc(texts.say(at.key(at.room.step)))}</p>' if at.offer else ""
        ask = f'<h1 class="{"ask" if at.offer else "alone"}">{esc(question(at, texts))}</h1>'
        return f"{top}{text}{ask}{_choices(at, texts)}{_foot(at, counts, texts)}"
    bars = _bars(result(at, counts, texts, at.room.step), texts.say("workshop.result"), texts)
    text = f'<p class="offer told">{esc(texts.say(at.key(at.room.step)))}</p>'
    return f'{top}{text}<div class="two">{bars}{_signs(seen)}</div>{_foot(at, counts, texts)}'


def _welcome(at: Place, counts: Counts, texts: Texts) -> str:
    say = texts.say
    return (
        f'<div class="join"><div><p class="head">{esc(say(f"workshop.set.{at.room.work}"))}</p>'
        f"<h1>{esc(say('workshop.join-title'))}</h1>"
        f'<p class="code"><bdi dir="ltr">t.me/{esc(at.room.bot)}?start=w{esc(at.room.code)}</bdi></p>'
        f"<p>{esc(_name_whole(say('workshop.join-or', bot=at.room.bot)))}</p>"
        f'<p class="type"><bdi dir="ltr">/join {esc(at.room.code)}</bdi></p>'
        f"<p>{esc(say('workshop.people', n=people(counts)))}</p><p>{esc(say('workshop.waiting'))}</p></div>"
        f"{_square(at, texts, 'big')}</div>"
    )


def _name_whole(text: str) -> str:
    """The @ stands with the name that is set apart, also where words run from right to left."""
    return text.replace(f"@{FIRST_STRONG}", f"{FIRST_STRONG}@")


def _square(at: Place, texts: Texts, size: str) -> str:
    return f'<img class="{size}" src="{address(link(at.room))}" alt="{esc(texts.say("workshop.qr"))}">'


def _choices(at: Place, texts: Texts) -> str:
    items = (f"<li>{esc(texts.say(key))}</li>" for key in at.choices(at.room.step).values())
    return f'<ul class="choices">{"".join(items)}</ul>'


def _bars(sums: list[tuple[str, int]], name: str, texts: Texts) -> str:
    """The answers as bars, a full one is everybody; the number beside says it without the bar."""
    title = f"<h2>{esc(name)}</h2>"
    if not sums:
        return f"<section>{title}<p>{esc(texts.say('workshop.few'))}</p></section>"
    all_ = sum(count for _, count in sums)
    rows = "".join(
        f'<li><span>{esc(answer)}</span> <b>{count}</b><progress max="{all_}" value="{count}" aria-hidden="true">'
        f"</progress></li>"
        for answer, count in sums
    )
    return f'<section>{title}<ul class="bars">{rows}</ul></section>'


def _signs(seen: list[str]) -> str:
    """Headings and their points."""
    done, items = "", ""
    for line in [*seen, ""]:
        if line.startswith("• "):
            items += f"<li>{esc(line[2:])}</li>"
            continue
        done += f"<ul>{items}</ul>" if items else ""
        items = ""
        done += f"<h2>{esc(line)}</h2>" if line else ""
    return f'<section class="signs">{done}</section>'


def _foot(at: Place, counts: Counts, texts: Texts) -> str:
    voted = texts.say("workshop.voted", n=answered(counts, at.room.step), total=people(counts))
    return (
        f'<footer><p>{esc(voted)}</p><p class="small"><bdi dir="ltr">/join {esc(at.room.code)}</bdi></p>'
        f"{_square(at, texts, 'small')}</footer>"
    )
