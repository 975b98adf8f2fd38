"""Links: addresses with a scheme, bare hosts, disguised ones ("hxxp", "[.]", "(dot)", " dot com"), chat links.

A dot between two letters is the anchor; the host grows to both sides of it, every step bounded, so a text without
dots costs a microsecond and none costs more than its length. Hosts come from the characters as typed: a Cyrillic
letter in "pаypal.com" shows in `host` as punycode, however the folded text reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from checks.fold import Folded, fold
from checks.model import Span
from checks.reading import hosts
from checks.reading.source import BLANK, as_typed, masked

CHAT_HOSTS = frozenset(
    "t.me telegram.me telegram.dog wa.me api.whatsapp.com chat.whatsapp.com m.me line.me lin.ee signal.me signal.group "
    "viber.me invite.viber.com discord.gg zalo.me u.wechat.com".split()
)
_CHAT_SCHEMES = frozenset(("tg", "whatsapp", "viber", "sgnl", "line"))

_HOST = hosts.Shape(hosts.DOT)
_SCHEME = regex.compile(
    r"(?<![a-z0-9])(?P<name>h(?:tt|xx|\*\*|__)p(?P<s>s?)|ftp|tg|whatsapp|viber|sgnl|line)\s?+(?::|\[:\])\s?+//"
)
_IP = regex.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)")
_LONE_HOST = regex.compile(r"\[[0-9a-f:.]{2,45}\]|[a-z][a-z0-9-]{0,62}+|\d{8,10}(?!\d)|0x[0-9a-f]{2,8}+")
_USER = regex.compile(rf"(?:[^\s/?#<>\"@{BLANK}]{{1,200}}+@){{1,4}}+")
_PORT = regex.compile(r":\d{1,5}(?!\d)")
# Scripts that write no spaces end a path: in them the next sentence may be glued to the address.
_GLUED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}"
_PATH = regex.compile(rf"[/?#][^\s<>\"|\\^`{{}}{_GLUED}{BLANK}]{{0,1000}}+")
_UNSPACED_TAIL = regex.compile(rf"[{_GLUED}][a-z0-9_-]*+$")
_ANCHOR = regex.compile(rf"\.(?=\p{{L}}|\d)(?<=[\p{{L}}\p{{M}}\p{{N}}_-]\.)|{hosts.BRACKETED_DOT}")
_BRACKETED = regex.compile(r"[\[({]\s?(?:\.|d[o0]t|p[ou][in]nt[oe]?|точка|nokta|titik)")
_PLAIN_ANCHOR = regex.compile(r"\.(?=[a-z0-9])(?<=[a-z0-9_-]\.)")
_LEFT_LABEL = regex.compile(r"(?r)[\p{L}\p{M}\p{N}_-]{1,63}")
# " dot " in words is English prose too ("dot net developer"), so only these endings, and no developer behind them.
_SPELLED = regex.compile(
    r"(?<![a-z0-9])(?P<name>[a-z0-9][a-z0-9-]{1,62}+) dot "
    r"(?P<end>com|net|org|info|biz|xyz|online|site|shop|top|io|club|vip|live|co dot (?:in|uk|za|ke|id|th|jp|kr))"
    r"(?![a-z0-9@])(?! (?:dev|prog|core|frame|mvc|eng|soft))"
)
_ENDS = ".,;:!?'*~"
_PAIRS = ((")", "("), ("]", "["))
_NOT_A_NAME = frozenset("a an the this that your our my senior junior lead full stack php java one single".split())


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the text. `shown_as` is what the person sees, `host` what the network sees.

    `scheme` is "" when none was written; `path` is all after host and port; `user` what stands before an @.
    """

    span: Span
    url: str
    host: str
    registrable: str
    scheme: str
    path: str
    shown_as: str
    chat: bool = False
    user: str = ""


def find(folded: Folded, *, private: bool = True) -> tuple[Link, ...]:
    """Links in `folded`, in text order. `private`: count hosts filled by strangers ("github.io") as suffixes."""
    found: list[Link] = []
    for reader in (_with_scheme, _spelled, _bare):
        more = list(reader(folded, private))
        found += more
        folded = masked(folded, (link.span for link in more))
    return tuple(sorted(found, key=lambda link: link.span))


def of_address(address: str, span: Span, *, shown_as: str, private: bool = True) -> Link | None:
    """The link that `address` is: for one hidden behind other words. None when it is none."""
    address = address.strip()[:2048]
    found = find(fold(address), private=private)
    if not found and "." in address and not any(char.isspace() for char in address):
        found = find(fold(f"http://{address}"), private=private)
    return replace(found[0], span=span, shown_as=shown_as) if found else None


def _with_scheme(folded: Folded, private: bool) -> Iterator[Link]:
    if "//" not in folded.text:
        return
    done = 0
    for written in _SCHEME.finditer(folded.text):
        user = _USER.match(folded.text, written.end())
        begin = user.end() if user else written.end()
        host = _host_at(folded, begin)
        if host and written.start() >= done:
            scheme = written["name"] if written["s"] is None else f"http{written['s']}"
            link = _link(folded, written.start(), (begin, host), scheme, private)
            done = folded.within(link.span)[1]
            yield link


def _host_at(folded: Folded, begin: int) -> int | None:
    """Where the host behind a scheme ends. With a scheme an unknown ending or a lone name is a host too."""
    if ip := _IP.match(folded.text, begin):
        return ip.end()
    if end := _HOST.end(folded.text, begin):
        return _HOST.known_end(folded, begin, end) or end
    lone = _LONE_HOST.match(folded.text, begin)
    return lone.end() if lone else None


def _bare(folded: Folded, private: bool) -> Iterator[Link]:
    text, done = folded.text, 0
    anchor = _ANCHOR if not text.isascii() or _BRACKETED.search(text) else _PLAIN_ANCHOR
    for dot in anchor.finditer(text):
        host = _around(folded, dot.start(), done) if dot.start() >= done else None
        if host:
            link = _link(folded, host[0], host, "", private)
            done = folded.within(link.span)[1]
            yield link


def _around(folded: Folded, dot: int, done: int) -> tuple[int, int] | None:
    """Bounds of the bare host around the dot, or None when it is no host."""
    text = folded.text
    left = _LEFT_LABEL.match(text, done, dot)
    if not left or (left.start() > done and text[left.start() - 1] in "@_-"):
        return None
    begin = left.start()
    if glued := _UNSPACED_TAIL.search(left[0]):
        begin += glued.start() + 1
    if ip := _IP.match(text, begin):
        return ip.span() if text[ip.end() : ip.end() + 1] in ("/", ":") else None
    end = _HOST.end(text, begin)
    if not end or text[end : end + 1] in ("@", "_"):
        return None
    path = text[end : end + 1] == "/"
    known = _HOST.known_end(folded, begin, end, bare=not text.startswith("www.", begin), path=path)
    return (begin, known) if known else None


def _spelled(folded: Folded, private: bool) -> Iterator[Link]:
    """ "acme dot com"."""
    if " dot " not in folded.text:
        return
    for written in _SPELLED.finditer(folded.text):
        if written["name"] not in _NOT_A_NAME:
            host = f"{written['name']}.{written['end'].replace(' dot ', '.')}"
            yield _build(folded.span(*written.span()), folded.original, ("", "", host, "", ""), private)


def _link(folded: Folded, start: int, host: tuple[int, int], scheme: str, private: bool) -> Link:
    """The link that starts at `start` and whose host has the bounds `host`; port and path are read on from there."""
    begin, end = host
    port = _PORT.match(folded.text, end)
    after = port.end() if port else end
    path = _PATH.match(folded.text, after)
    finish = after + len(_trimmed(path[0])) if path else after
    user = as_typed(folded, start, begin).rpartition("//")[2].rstrip("@") if scheme else ""
    name = hosts.ascii_host([label for label, _ in _HOST.labels(folded, begin, end)])
    parts = (scheme, user, name, as_typed(folded, end, after), as_typed(folded, after, finish))
    return _build(folded.span(start, finish), folded.original, parts, private)


def _build(span: Span, original: str, parts: tuple[str, str, str, str, str], private: bool) -> Link:
    """`parts`: scheme, user, host, port with its colon, path."""
    scheme, user, host, port, path = parts
    url = f"{scheme or 'http'}://{user + '@' if user else ''}{host}{port}{path}"
    base = "" if scheme in _CHAT_SCHEMES else hosts.registrable(host, private=private)
    chat = scheme in _CHAT_SCHEMES or host in CHAT_HOSTS or host.endswith(".t.me")
    return Link(span, url, host, base, scheme, path, span.quote(original), chat, user)


def _trimmed(path: str) -> str:
    """The path without punctuation that belongs to the sentence around it; a bracket stays if it has its partner."""
    spare = {shut: path.count(shut) - path.count(start) for shut, start in _PAIRS}
    end = len(path)
    while end and (path[end - 1] in _ENDS or spare.get(path[end - 1], 0) > 0):
        if path[end - 1] in spare:
            spare[path[end - 1]] -= 1
        end -= 1
    return path[:end]
