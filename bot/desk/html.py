"""How the partners' pages look. Pure: values in, HTML out. Every value goes through `esc`, but for what is `Html`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.web.html import esc
from bot.web.style import STYLE


class Html(str):
    """Text that is HTML already, made by us."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content: where we are, (path, name) of the menu, who is signed in ("" for nobody)."""

    path: str
    menu: Sequence[tuple[str, str]] = ()
    who: str = ""
    form_key: str = ""


def html(value: object) -> str:
    """A value made harmless; `Html` as it is."""
    return value if isinstance(value, Html) else esc(str(value))


def day(seconds: int) -> str:
    """The day of a time in seconds since 1970, as our tables show it."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def document(title: str, content: str, frame: Frame) -> str:
    """A whole page with landmarks, a skip link and one heading of the first order."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<link rel="icon" href="data:,">\n'
        f"<title>{esc(title)} · Second Look desk</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body class="desk">\n{_header(frame)}\n'
        f'<main id="content"><h1>{esc(title)}</h1>\n{content}\n</main>\n</body>\n</html>\n'
    )


def _header(frame: Frame) -> str:
    head = '<a class="skip" href="#content">Skip to the content</a><p class="brand">Second Look desk</p>'
    if not frame.who:
        return f"<header>{head}</header>"
    links = "".join(_link(path, name, frame.path) for path, name in frame.menu)
    out = form("/desk/out", frame.form_key, Html(f'<span class="small">{esc(frame.who)}</span> '), "Sign out", "out")
    return f'<header>{head}<nav aria-label="Pages">{links}</nav>{out}</header>'


def _link(path: str, name: str, here: str) -> str:
    current = ' aria-current="page"' if path == here else ""
    return f'<a href="{esc(path)}"{current}>{esc(name)}</a> '


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Html:
    """A table with a caption; the first cell of a row is its heading. Numbers stand at the right."""
    top = "".join(f'<th scope="col">{esc(head)}</th>' for head in heads)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    body = body or f'<tr><td colspan="{len(heads)}">Nothing yet.</td></tr>'
    return Html(
        f'<div class="wide" role="region" tabindex="0" aria-label="{esc(caption)}"><table><caption>{esc(caption)}'
        f"</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(cells: Sequence[object]) -> str:
    first, *rest = cells
    return f'<th scope="row">{html(first)}</th>' + "".join(
        f'<td class="number">{cell:,}</td>' if isinstance(cell, int) else f"<td>{html(cell)}</td>" for cell in rest
    )


def form(path: str, form_key: str, inner: str, button: str, style: str = "") -> Html:
    """A form of ours that does something (POST). `inner` is HTML; the hidden field proves that we made the form."""
    kind = f' class="{esc(style)}"' if style else ""
    return Html(
        f'<form method="post" action="{esc(path)}" accept-charset="utf-8" autocomplete="off"{kind}>'
        f'<input type="hidden" name="key" value="{esc(form_key)}">{inner}<button>{esc(button)}</button></form>'
    )


def field(name: str, label: str, value: str = "", most: int = 200, hint: str = "") -> Html:
    """One line to write."""
    by = f' aria-describedby="{esc(name)}-hint"' if hint else ""
    more = f'<p class="hint" id="{esc(name)}-hint">{esc(hint)}</p>' if hint else ""
    return Html(
        f'<label for="{esc(name)}">{esc(label)}</label>{more}'
        f'<input id="{esc(name)}" name="{esc(name)}" maxlength="{most}" value="{esc(value)}"{by}>'
    )


def words(name: str, label: str, value: str = "", most: int = 2000) -> Html:
    """Several lines to write."""
    return Html(
        f'<label for="{esc(name)}">{esc(label)}</label>'
        f'<textarea id="{esc(name)}" name="{esc(name)}" maxlength="{most}" rows="4" dir="auto">{esc(value)}</textarea>'
    )


def choice(name: str, label: str, choices: Mapping[str, str], chosen: str = "") -> Html:
    """One of several."""
    options = "".join(
        f'<option value="{esc(value)}"{" selected" if value == chosen else ""}>{esc(said)}</option>'
        for value, said in choices.items()
    )
    return Html(
        f'<label for="{esc(name)}">{esc(label)}</label><select id="{esc(name)}" name="{esc(name)}">{options}</select>'
    )


def link(path: str, said: str) -> Html:
    """A link to another page of ours."""
    return Html(f'<a href="{esc(path)}">{esc(said)}</a>')


def say(*lines: str) -> Html:
    """A paragraph for each."""
    return Html("".join(f"<p>{esc(line)}</p>" for line in lines))


def alert(line: str) -> Html:
    """What must be read first."""
    return Html(f'<p class="answer" role="alert">{esc(line)}</p>')
