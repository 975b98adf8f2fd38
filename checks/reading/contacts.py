"""How to reach whoever writes: e-mail addresses, telephone numbers, chat names.

All three are read from folded text, so "＠", "٠٩٨" and zero-width characters inside an address change nothing; what is
kept as value is what the person typed. Telephone numbers need a region, because "0917 123 4567" is nobody's number
without one: the reader's country is asked first, then the countries the text names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from checks.fold import Folded
from checks.model import Span
from checks.reading import hosts
from checks.reading.source import as_typed
from checks.reading.words import occurrences

MOST_NUMBERS = 200  # digit runs tried in one text; each costs up to a millisecond in the phone library
_HOST = hosts.Shape(hosts.DOT_OR_SPOKEN)
_AT = r"[@\[({](?:(?<=@)|(?<!@)\s?(?:@|at|arroba|собака|maymun)\s?[\])}]\s?)"
_MAILBOX = regex.compile(r"(?r)[a-z0-9._%+'-]{1,64}")
_AT_SIGN = regex.compile(_AT)
# "name at gmail dot com" without brackets: only for mailbox providers, or "call me at acme dot com" would be one.
_SPOKEN = regex.compile(
    r"(?<![a-z0-9@._-])(?P<name>[a-z0-9][a-z0-9._-]{2,63}+) at "
    r"(?P<host>(?:gmail|googlemail|yahoo|hotmail|outlook|live|icloud|proton|protonmail|mail|yandex|gmx|aol|rediffmail)"
    r"(?: dot |\.)(?:com|me|ru|net|co\.in|in|de))(?![a-z0-9-])"
)
_PRONOUNS = frozenset("you him her them our the all now here apply reach mail email contact write only".split())

_DIGIT_RUN = regex.compile(r"(?:\+[ ]?+|(?<![a-z\d.,#]))\(?+\d(?:[ \t().\-/+ ]{0,3}+\d){6,60}+")
_SEVEN_DIGITS = re.compile("[0-9](?:[^0-9]{0,3}[0-9]){6}")  # what each such run has, for the quicker engine
_WA_LINK = regex.compile(r"(?:wa\.me/|whatsapp\.com/send/?\?phone=)\+?(\d{8,15})(?!\d)")

_AT_NAME = regex.compile(r"(?<![\p{L}\p{N}_.@/+-])@(?P<name>[a-z][a-z0-9_]{4,31}+)(?![@.][a-z0-9])")
_APPS = (
    "telegram telegramm tele tg тг тк телеграм телеграмм телега تلغرام تليجرام "
    "تيليجرام line wechat 微信 instagram insta ig skype zalo signal snapchat snap"
).split()
_LABELLED = regex.compile(
    rf"(?P<app>{'|'.join(sorted(_APPS, key=len, reverse=True))})"
    r"(?P<kind> ?(?:id|user ?name|account|acc|handle|nick|ник|логин|аккаунт)?) ?+"
    r"(?P<mark>is |[:=\-] ?+|)@?(?P<name>[a-z][a-z0-9_]{4,31}+)(?![\p{L}\p{N}@/]|\.[a-z0-9])"
)
_ENDS_LINE = regex.compile(r"[ \t]*+(?:$|[\n,;.!?)|]|[^\p{L}\p{N}\s])")


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address in lower case; `host` as the network sees it, `registrable` the part of it one registers."""

    span: Span
    value: str
    host: str
    registrable: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number: `value` in E.164 ("+971501234567"), `region` the ISO country it belongs to, or ""."""

    span: Span
    value: str
    region: str


@dataclass(frozen=True, slots=True)
class Handle:
    """A chat name without its @. `app` is the service named beside it, "" for a plain @name."""

    span: Span
    value: str
    app: str = ""


def emails(folded: Folded) -> tuple[Email, ...]:
    """E-mail addresses in text order, "name (at) host (dot) com" included."""
    text, found, done = folded.text, list[Email](), 0
    if "@" not in text and " at " not in text and not any(mark in text for mark in "[({"):
        return ()
    for at in _AT_SIGN.finditer(text):
        until = at.start() - (text[at.start() - 1 : at.start()] == " " and at[0] != "@")
        name = _MAILBOX.match(text, done, until)
        shape = _HOST.end(text, at.end()) if name else None
        end = _HOST.known_end(folded, at.end(), shape) if shape else None
        if name and end:
            begin = end - len(text[name.start() : end].lstrip(".-'"))
            found.append(_email(folded, (begin, until), (at.end(), end)))
            done = end
    if " at " in text:
        found += (
            _email(folded, m.span("name"), m.span("host")) for m in _SPOKEN.finditer(text) if m["name"] not in _PRONOUNS
        )
    return tuple(sorted(found, key=lambda email: email.span))


def _email(folded: Folded, name: tuple[int, int], domain: tuple[int, int]) -> Email:
    host = hosts.ascii_host([label for label, _ in _HOST.labels(folded, *domain)])
    value = f"{as_typed(folded, *name).lower()}@{host}"
    return Email(folded.span(name[0], domain[1]), value, host, hosts.registrable(host))


def phones(folded: Folded, regions: Sequence[str] = ()) -> tuple[Phone, ...]:
    """Telephone numbers in text order. `regions`: ISO countries to read local numbers in, the likeliest first."""
    if not _SEVEN_DIGITS.search(folded.text):
        return ()
    runs = [run.span() for run, _ in zip(_DIGIT_RUN.finditer(folded.text), range(MOST_NUMBERS), strict=False)]
    if not runs:
        return ()
    from checks.reading.telephone import numbers_in  # noqa: PLC0415  # 40 ms that texts without numbers save

    return tuple(phone for start, end in runs for phone in numbers_in(folded, start, end, regions))


def phones_in_links(folded: Folded) -> tuple[Phone, ...]:
    """Numbers in chat links: "wa.me/9715..."."""
    runs = [run.span(1) for run in _WA_LINK.finditer(folded.text)] if "wa" in folded.text else []
    if not runs:
        return ()
    from checks.reading.telephone import with_country_code  # noqa: PLC0415  # as above

    return tuple(phone for start, end in runs if (phone := with_country_code(folded, start, end)))


def handles(folded: Folded) -> tuple[Handle, ...]:
    """Chat names in text order: "@name", "tg: name", "telegram id name_1"."""
    text, found = folded.text, list[Handle]()
    if "@" in text:
        found += (_handle(folded, m.span(), m.span("name"), "") for m in _AT_NAME.finditer(text))
    taken = {folded.within(handle.span)[1] for handle in found}
    for written in _labelled(text):
        if written.end() not in taken and _is_name(text, written):
            found.append(_handle(folded, written.span("name"), written.span("name"), written["app"]))
    return tuple(sorted(found, key=lambda handle: handle.span))


def _labelled(text: str) -> "Iterator[regex.Match[str]]":
    """Words behind the name of a service ("telegram id ...")."""
    starts = {at for app in _APPS if app in text for at in occurrences(text, app)}
    return (found for at in sorted(starts) if (found := _LABELLED.match(text, at)))


def _is_name(text: str, written: "regex.Match[str]") -> bool:
    """Whether the word behind "telegram" is a name: it has a digit or _, or ends the line after a colon.

    "Telegram: join our group", "telegram id required" and "line manager" are not.
    """
    name = written["name"]
    if any(char.isdigit() or char == "_" for char in name):
        return bool(written["kind"].strip() or written["mark"])
    return written["mark"][:1] in (":", "=") and bool(_ENDS_LINE.match(text, written.end()))


def _handle(folded: Folded, whole: tuple[int, int], name: tuple[int, int], app: str) -> Handle:
    return Handle(folded.span(*whole), as_typed(folded, *name), app)
