"""Our own pages around what is said. Pure: texts in, HTML out; every value goes through `esc`."""

import html
from collections.abc import Iterable, Iterator, Mapping

from bot.texts import Texts
from bot.web.style import STYLE

PAGES = {"/": "home", "/how": "how", "/privacy": "privacy", "/dispute": "dispute"}


def esc(text: str) -> str:
    """Any text, harmless inside an element or a quoted attribute."""
    return html.escape(text, quote=True)


def document(texts: Texts, path: str, content: str, languages: Mapping[str, str]) -> str:
    """A whole page; `languages` are the tags and names that people can choose."""
    name = esc(texts.say("web.name"))
    return (
        f'<!doctype html>\n<html lang="{esc(texts.tag)}" dir="{"rtl" if texts.rtl else "ltr"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
        f"<title>{_title(texts, path)}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<header><a class="skip" href="#content">{esc(texts.say("web.skip"))}</a><p class="brand">{name}</p>'
        f'<nav aria-label="{esc(texts.say("web.menu"))}">{"".join(_menu(texts, path))}</nav></header>\n'
        f'<main id="content">{content}</main>\n'
        f"<footer>{_languages(texts, path, languages)}</footer>\n</body>\n</html>\n"
    )


def _title(texts: Texts, path: str) -> str:
    """The page with a text or an answer is called by our name alone: whoever glances at the tab learns nothing."""
    name = texts.say("web.name")
    return esc(name if path not in PAGES or path == "/" else f"{texts.say(f'web.{PAGES[path]}')} · {name}")


def _menu(texts: Texts, path: str) -> Iterator[str]:
    for target, key in PAGES.items():
        here = ' aria-current="page"' if target == path else ""
        yield f'<a href="{target}?lang={esc(texts.tag)}"{here}>{esc(texts.say(f"web.{key}"))}</a> '


def _languages(texts: Texts, path: str, languages: Mapping[str, str]) -> str:
    links = (
        f'<a href="{path}?lang={esc(tag)}" hreflang="{esc(tag)}" lang="{esc(tag)}" dir="auto">{esc(name)}</a> '
        for tag, name in languages.items()
    )
    head = esc(texts.say("web.languages"))
    return f'<nav aria-label="{head}"><p class="small">{head}</p>{"".join(links)}</nav>'


def blocks(markup: str) -> str:
    """What the bot writes for Telegram (already escaped lines) as headings, lists and paragraphs."""
    done: list[str] = []
    items: list[str] = []
    for line in [*markup.split("\n"), ""]:
        if line.startswith("• "):
            items.append(f"<li>{line[2:]}</li>")
            continue
        if items:
            done.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.startswith("<b>") and line.endswith("</b>"):
            done.append(f"<h2>{line[3:-4]}</h2>")
        elif line.strip():
            done.append(f"<p>{line}</p>")
    return "\n".join(done)


def says(texts: Texts, *keys: str) -> str:
    """A paragraph for each text."""
    return "".join(f"<p>{esc(texts.say(key))}</p>" for key in keys)


def bullets(lines: Iterable[str]) -> str:
    """A list of lines that are HTML already."""
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def link(address: str) -> str:
    """An address of ours as a link that tells the other side nothing; what is no web address stays text."""
    if not address.startswith(("https://", "http://")):
        return esc(address)
    return f'<a href="{esc(address)}" rel="noopener noreferrer nofollow">{esc(address)}</a>'


def form(texts: Texts, languages: Mapping[str, str], countries: Mapping[str, str], country: str) -> str:
    """Where a text is pasted. It comes back empty: nobody else should find a text on the screen."""
    say = texts.say
    return (
        '<form method="post" action="/" accept-charset="utf-8" autocomplete="off">'
        f'<label for="text">{esc(say("web.text"))}</label><p class="hint" id="hint">{esc(say("web.text-hint"))}</p>'
        f'<textarea id="text" name="text" dir="auto" rows="8" required aria-describedby="hint">'
        f'</textarea><div class="pair">{_select("country", say("web.country"), _any(texts, countries), country)}'
        f'{_select("lang", say("web.language"), languages, texts.tag)}</div>'
        f'<button>{esc(say("web.send"))}</button><p class="small">{esc(say("web.promise"))}</p></form>'
    )  # fmt: skip


def _any(texts: Texts, countries: Mapping[str, str]) -> dict[str, str]:
    return {"": texts.say("web.country-none"), **countries}


def _select(name: str, label: str, choices: Mapping[str, str], chosen: str) -> str:
    options = "".join(
        f'<option value="{esc(value)}"{" selected" if value == chosen else ""}>{esc(words)}</option>'
        for value, words in choices.items()
    )
    return f'<div><label for="{name}">{esc(label)}</label><select id="{name}" name="{name}">{options}</select></div>'
