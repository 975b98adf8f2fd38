"""What comes in and what goes out, as frozen values: all that Telegram and the terminal speak with us.

`intake` makes the incoming ones from Telegram's objects, `terminal` makes them from typed lines, `talk`
answers with replies. The text of a message lives only inside these values and is gone when they are.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from checks.model import Offer

# Label, and what it does: callback data (at most 64 bytes), "copy:" and what is copied, or a web address to open.
Button = tuple[str, str]
COPY = "copy:"


@dataclass(frozen=True, slots=True)
class At:
    """Where a message came from: the chat, the message, the person's interface language tag or ""."""

    chat: int
    message: int
    language: str = ""
    reply_to: int = 0  # the message an answer hangs on; 0 when it stands alone


@dataclass(frozen=True, slots=True)
class Quoted:
    """The person's message that a command or a button hangs on. Lives only as long as the answer takes.

    `sent` is when it came to us and `first` when it was first sent somewhere (a forward says so): seconds since 1970, 0
    when nobody told us. `unread` as in `Check`.
    """

    offer: Offer
    sent: int = 0
    first: int = 0
    unread: str = ""
    message: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A document, or a `picture` to be seen in the chat, made in memory for one person: its name and its bytes."""

    name: str
    data: bytes
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at. `unread` names a part that can't be read ("photo"), or is empty.

    `group` is the same for messages that were sent together: an album's number, "forward" for forwarded ones, or "".
    """

    at: At
    offer: Offer
    unread: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a paper to read. `offer` is its caption (often empty) and where it was forwarded from.

    `file` is Telegram's id for it, `kind` "photo" or "document", `size` bytes as Telegram says (0: unknown), `mime`
    what the sender's phone says it is (""), `group` as in `Check`.
    """

    at: At
    file: str
    kind: str
    size: int
    mime: str
    offer: Offer
    group: str = ""


Part = Check | Media


@dataclass(frozen=True, slots=True)
class Case:
    """Several messages that are one matter: an album, forwarded messages (`cases.py`). `at` is the first one's."""

    at: At
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash ("start"), what stood behind it, and the message it answers."""

    at: At
    name: str
    argument: str = ""
    about: Part | None = None
    quoted: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: its data, and the ticket Telegram wants back to stop the button's spinner.

    `about` is the person's message on which the message with the button hangs: we keep none, Telegram brings it.
    """

    at: At
    data: str
    ticket: str = ""
    about: Part | None = None
    quoted: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that holds no text: "sticker", "voice", "photo" ... ; the kind chooses the sentence."""

    at: At
    kind: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What somebody in a group asks about: a message, not theirs. `offer` is empty when there is nothing to read.

    `unread` as in `Check`. Whoever wrote it, and everybody else there, reads the answer.
    """

    at: At
    offer: Offer
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """Words typed behind our name (`own`) in any chat, to choose a card to share. `at.chat` is the person's."""

    at: At
    query: str
    ticket: str
    own: str = ""


Incoming = Check | Media | Case | Command | Press | Unreadable | Aside | Inline


@dataclass(frozen=True, slots=True)
class Poll:
    """One of Telegram's own quizzes: `right` is the number of the right option, `why` is shown after the answer.

    Who answers what is never told to us. `rows` are the buttons under it.
    """

    question: str
    options: tuple[str, ...]
    right: Literal[0, 1, 2]
    why: str
    rows: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `html` holds only <b>, <i> and <code>, each closed on the line it opens on.

    `edit`: replace the message whose button was pressed. `toast`: show the text for a moment, leave no
    message. `erase`: first delete the recent messages of this chat that Telegram still lets a bot delete.
    `later`: what to do with this message in a few seconds, when look-ups have answered; [] for nothing. A reply
    with `edit` among them takes its place, others follow it. `title`: the name of a card (`Inline`). `files` are
    sent after the text, and never stored. `poll` takes the place of text and rows where a quiz can be sent.
    """

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    reply_to: int = 0
    edit: bool = False
    toast: bool = False
    erase: bool = False
    title: str = ""
    later: "Later | None" = None
    files: tuple[File, ...] = ()
    poll: Poll | None = None


Later = Callable[[], Coroutine[Any, Any, list[Reply]]]
