"""The little HTML that Telegram and we agree on: escaping, bold, counting and cutting. Pure."""

import html
import re

TELEGRAM_LIMIT = 4096  # UTF-16 code units in one message
TAG = re.compile(r"</?(?:b|i|code)>")


def esc(text: str) -> str:
    """Make any text safe inside Telegram HTML."""
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    return f"<b>{esc(text)}</b>"


def small(text: str) -> str:
    return f"<i>{esc(text)}</i>"


def untappable(text: str) -> str:
    """Set in code type, so that Telegram makes no link of it: an opened link stays in the phone's history."""
    return f"<code>{esc(text)}</code>"


def plain(markup: str) -> str:
    """The text a person sees, for the terminal, for toasts and for counting."""
    bare = TAG.sub("", markup) if "<" in markup else markup
    return html.unescape(bare)


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 code units (an emoji counts two)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def words(markup: str) -> int:
    """How many words a person has to read: blank-separated pieces that hold a letter or a digit."""
    return len([piece for piece in plain(markup).split() if piece.isalnum() or any(map(str.isalnum, piece))])


def pieces(markup: str, limit: int = TELEGRAM_LIMIT) -> list[str]:
    """Cut at line ends into messages Telegram accepts. Tags never span lines, so every piece stays whole.

    The raw HTML is counted, which is never shorter than what Telegram counts.
    """
    done: list[str] = []
    page = ""
    for line in (part for whole in markup.split("\n") for part in _short_lines(whole, limit)):
        joined = f"{page}\n{line}" if page else line
        if units(joined) > limit:
            done.append(page)
            joined = line
        page = joined
    return [page for page in [*done, page] if page.strip()]


def _short_lines(line: str, limit: int) -> list[str]:
    """A line that fits as it is; a longer one without its tags, cut so that it fits even when escaped."""
    if units(line) <= limit:
        return [line]
    text, step = plain(line), limit // 6  # "&quot;" and "&amp;" make at most six of one; two units an emoji
    return [esc(text[i : i + step]) for i in range(0, len(text), step)]
