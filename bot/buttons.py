"""The rows of buttons under a reply. Pure; what a button remembers is in `codes.py`."""

from collections.abc import Sequence

from bot.codes import Memo, Need, bones, need_letter, pack
from bot.model import Button
from bot.texts import Texts
from checks.model import Level, Verdict

Rows = tuple[tuple[Button, ...], ...]


def memo_of(verdict: Verdict, need: Need, flags: Sequence[str], level: Level | None = None) -> Memo:
    return Memo(level or verdict.level, need, tuple(flags), verdict.script or "")


def under(texts: Texts, memo: Memo, country: str) -> Rows:
    """Why, what to do, who can help, this is wrong; and the country where we do not know it."""
    more = () if memo.level is Level.NONE else (("save", "report"),)
    kept = bones(memo)
    rows = (("why", "todo"), ("help", "wrong"), ("ask", "happened"), *more)
    made = [tuple((texts.say(f"button.{verb}"), f"{verb}|{kept}") for verb in row) for row in rows]
    return (*made, *countries_row(texts, memo.need, country))


def under_urgent(texts: Texts, memo: Memo, country: str) -> Rows:
    """Help first. No "why": danger is no time for analysis, and the reason stands in the text."""
    help_row = (_button(texts, "help", memo), _button(texts, "todo", memo))
    short = (texts.say("button.ask-short"), pack("ask", memo))
    return (*countries_row(texts, memo.need, country), help_row, (short, _button(texts, "wrong", memo)))


def source_row(texts: Texts, memo: Memo, kind: str) -> tuple[Button, ...]:
    """The two answers to "an offer you got, or a warning you saw?", or to "did someone ask this of you?"."""
    yes, no = ("got-offer", "saw-warning") if kind == "source" else ("asked-yes", "asked-no")
    verb = "src-w" if kind == "source" else "src-q"
    return (texts.say(f"button.{yes}"), pack("src-o", memo)), (texts.say(f"button.{no}"), pack(verb, memo))


def countries_row(texts: Texts, need: Need, country: str) -> Rows:
    """A button to choose the country, where it is not known; help of that kind follows the choice."""
    return () if country else (((texts.say("button.country"), f"cc|{need_letter(need)}|open"),),)


def _button(texts: Texts, verb: str, memo: Memo) -> Button:
    return texts.say(f"button.{verb}"), pack(verb, memo)
