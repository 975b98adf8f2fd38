"""/how: every sign with its reasons, points, look-alikes and sources, straight from content. Pure."""

from collections.abc import Iterator

from bot.texts import Texts
from bot.web.html import bullets, esc, link, says
from checks.verdict import CARE, STOP
from content.model import Flag, Library

BLIND = 6  # texts "web.blind-1" ...
ENGLISH = ' lang="en" dir="ltr"'


def how(texts: Texts, library: Library) -> str:
    say = texts.say
    words = {"care_word": say("reply.care"), "stop_word": say("reply.stop")}
    levels = say("web.how-levels", care=CARE, stop=STOP, **words)
    blind = bullets(esc(say(f"web.blind-{n}")) for n in range(1, BLIND + 1))
    return (
        f"<h1>{esc(say('web.how-head'))}</h1>{says(texts, 'web.how-rules', 'web.how-points')}<p>{esc(levels)}</p>"
        f"{says(texts, 'web.how-urgent', 'web.how-nothing')}"
        f"<h2>{esc(say('web.blind-head'))}</h2>{blind}"
        f"<h2>{esc(say('web.signs-head'))}</h2>{says(texts, 'web.signs-lead')}{''.join(_signs(texts, library))}"
    )


def _signs(texts: Texts, library: Library) -> Iterator[str]:
    """Those that are switched on, by group and then the strongest first."""
    live = [flag for flag in library.flags.values() if flag.status == "live"]
    for flag in sorted(live, key=lambda flag: (flag.group, -flag.points, flag.id)):
        yield _sign(texts, flag)


def _sign(texts: Texts, flag: Flag) -> str:
    title = texts.say(f"flag.{flag.id}.title").rstrip(".")
    name = esc(title) if title else f"<span{ENGLISH}>{esc(flag.name)}</span>"
    body = texts.say(f"flag.{flag.id}.body")
    points = texts.say("web.points", points=flag.points) if flag.points else texts.say("web.points-none")
    danger = f"<p>{esc(texts.say('web.urgent-sign'))}</p>" if flag.emergency else ""
    return (
        f'<details id="{esc(flag.id)}"><summary>{name}</summary>'
        f"{f'<p>{esc(body)}</p>' if body else ''}{danger}<p>{esc(points)}</p>"
        f"<h3>{esc(texts.say('web.why'))}</h3><p{ENGLISH}>{esc(flag.why)}</p>"
        f"{_list(texts.say('web.innocent'), [esc(line) for line in flag.innocent])}"
        f"{_list(texts.say('web.sources'), [link(source) for source in flag.sources])}</details>\n"
    )


def _list(head: str, lines: list[str]) -> str:
    return f"<h3>{esc(head)}</h3><div{ENGLISH}>{bullets(lines)}</div>" if lines else ""
