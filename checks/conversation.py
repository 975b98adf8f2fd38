"""A pasted chat: who said what. WhatsApp and Telegram exports, and "Name: text" lines.

What the reader wrote themselves is no act of a recruiter: it does not count, whatever words it holds. A chat is one
case: the lure in the first message and the demand in the fifth count together, because nothing else is cut.

>>> [(t.speaker, t.reader) for t in turns("HR Lisa: Pay the fee today" + chr(10) + "Me: should I send money?")]
[('HR Lisa', False), ('Me', True)]
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

LEAST_TURNS = 2
# "[10:22, 3/4/2024] Lisa: ", "3/4/24, 10:22 - Lisa: ", "Lisa, [3 Apr 2024 at 10:22]:", "Lisa: "; one line each
_STAMP = r"[\[(]?\d{1,4}[\d/.,: -]{3,24}(?:[ap]\.?m\.?)?[\])]?"
_NAME = r"(?P<name>[\p{L}\p{M}+@][\p{L}\p{M}\p{N} .+@_()'-]{0,38}[\p{L}\p{M}\p{N})]|[\p{L}\p{M}])"
_TURN = regex.compile(
    rf"^[ \t]{{0,4}}(?:{_STAMP}[ -]{{0,3}}{_NAME}|{_NAME}(?:,? ?{_STAMP})?):(?!//)[ \t\n]",
    regex.MULTILINE | regex.IGNORECASE,
)
# How readers appear in their own exports, in the languages we have; folded forms are not needed, case is ignored.
_READER = frozenset(
    "me i you myself я ты вы мне yo tu tú usted eu moi je ich main मैं मै आप মি আমি میں من أنا انا"
    " saya aku ako ฉัน ผม tôi mình ខ្ញុំ ကျွန်တော် 我 እኔ mimi ben ja".split()
)
# Labels of an advert ("Salary: 500", "Contact: Anna") look like turns; a chat has at most a few different speakers.
MOST_SPEAKERS = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a chat: where it stands in the text, whose it is, and whether that is the reader."""

    start: int
    end: int
    speaker: str
    reader: bool


def turns(text: str) -> tuple[Turn, ...]:
    """The messages of a pasted chat in order; empty when the text is no chat. Linear in the text."""
    heads = _heads(text) if text.count(":") >= LEAST_TURNS else []
    counts = Counter(_who(head).casefold() for head in heads)
    speaks_twice = any(count > 1 for count in counts.values())
    has_reader = any(name in _READER for name in counts)
    if len(heads) < LEAST_TURNS or len(counts) > MOST_SPEAKERS or not (speaks_twice or has_reader):
        return ()
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return tuple(
        Turn(head.end(), end, _who(head), _who(head).casefold() in _READER)
        for head, end in zip(heads, ends, strict=True)
    )


def _heads(text: str) -> "list[regex.Match[str]]":
    """Where messages begin: asked only of lines that have a colon, which is many times quicker."""
    heads, at = [], 0
    for line in text.split("\n"):
        if ":" in line and (head := _TURN.match(text, at)):
            heads.append(head)
        at += len(line) + 1
    return heads


def _who(head: "regex.Match[str]") -> str:
    return (head["name"] or "").strip()


def said_by_reader(chat: Sequence[Turn], offset: int) -> bool:
    """Does the text at `offset` belong to a message the reader wrote?"""
    number = bisect_right(chat, offset, key=lambda turn: turn.start) - 1
    return number >= 0 and chat[number].reader and offset < chat[number].end
