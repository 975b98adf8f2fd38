"""Reading a block list, whatever its form: plain names, hosts files, adblock rules, dnsmasq, a column of a CSV. Pure.

An entry is a host ("evil.example") or, with a dot before it, a host and all below it (".evil.example"): that is
what each form says, and no form is read to say more; "@" before it makes an exception. Entries with a path are left
out: a page is not its host.
"""

import csv
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from ipaddress import ip_address
from sys import byteorder

import regex

MOST_LINES = 1_000_000
LONGEST_LINE = 1_000
_HOST = regex.compile(r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{1,62}")
_REMARK = regex.compile(r"\s#.*")  # with a blank before it: "site.example##.banner" is an adblock rule of another kind
_DNSMASQ = regex.compile(r"(?:local|address|server)=/([^/]+)/")
# Rules that hold for a page somebody opens; others ("$third-party", "$script") speak of parts of pages.
_OPENED = frozenset(("", "important", "all", "doc", "document", "popup"))


class BadList(ValueError):
    """This is no block list; the message says why in plain words."""


def read_list(body: bytes, column: str = "") -> "array[int]":
    """The digests of all entries, sorted, each once. Raises BadList when most lines are no entries."""
    entries: set[int] = set()
    odd = 0
    for found in _csv(body, column) if column else map(_line, _lines(body)):
        odd += not found
        entries.update(map(digest, found))
    if not entries or odd > len(entries):
        raise BadList("most lines are no names of hosts")
    return array("Q", sorted(entries))


def digest(entry: str) -> int:
    """Eight bytes that stand for an entry; two of a million entries meet in one of 37 million lists."""
    return int.from_bytes(blake2b(entry.encode(), digest_size=8).digest(), "big")


def holds(digests: "array[int]", host: str, spared: Callable[[str], bool]) -> bool:
    """Is `host` an entry, or below one that means all below it, and not excepted? `spared` parents do not count."""
    entries = [entry for entry in entries_for(host) if not spared(entry.removeprefix("."))]
    return any(_in(digests, e) for e in entries) and not any(_in(digests, f"@{e}") for e in entries)


def entries_for(host: str) -> Iterator[str]:
    """The entries that would mean `host`: itself without www., and itself and its parents with a dot before."""
    labels = host.split(".")
    yield host.removeprefix("www.")
    yield from (f".{'.'.join(labels[i:])}" for i in range(len(labels) - 1))


def _in(digests: "array[int]", entry: str) -> bool:
    wanted = digest(entry)
    at = bisect_left(digests, wanted)
    return at < len(digests) and digests[at] == wanted


def packed(digests: "array[int]") -> bytes:
    return _little(digests).tobytes()


def unpacked(data: bytes) -> "array[int]":
    digests = array("Q")
    digests.frombytes(data)
    return _little(digests)


def _little(digests: "array[int]") -> "array[int]":
    """The same numbers in the byte order in which they are kept."""
    if byteorder == "little":
        return digests
    turned = array("Q", digests)
    turned.byteswap()
    return turned


def _lines(body: bytes) -> Iterator[str]:
    rows = body.splitlines()
    if len(rows) > MOST_LINES:
        raise BadList("too many lines")
    for row in rows:
        line = row.decode("utf-8", "replace").strip() if len(row) <= LONGEST_LINE else "?"
        if line and line[0] not in "#![" and not line.startswith("//"):
            yield line


def _line(line: str) -> tuple[str, ...]:
    """The entries of one line, () when it holds none."""
    if line.startswith(("||", "@@||")):
        return _adblock(line)
    if rule := _DNSMASQ.match(line):
        return _named((rule[1],), ".")
    words = _REMARK.sub("", line).split()
    if len(words) > 1 and _is_address(words[0]):
        return _named(words[1:], "")
    return _named(words, "") if len(words) == 1 else ()


def _adblock(line: str) -> tuple[str, ...]:
    rule, _, options = line.removeprefix("@@").removeprefix("||").partition("$")
    if not set(options.split(",")) <= _OPENED:
        return ()
    found = _named((rule.removesuffix("^").removesuffix("|"),), ".")
    return tuple(f"@{entry}" for entry in found) if line.startswith("@@") else found


def _named(words: Iterable[str], before: str) -> tuple[str, ...]:
    """Host names as entries; "*.x" and ".x" mean all below, whatever the form of the list."""
    found: list[str] = []
    for word in words:
        name = word.split("://", 1)[-1].removesuffix("/").rstrip(".").lower()
        wide = before or ("." if name.startswith(("*.", ".")) else "")
        name = _ascii(name.removeprefix("*").removeprefix("."))
        if _HOST.fullmatch(name):
            found.append(wide + (name if wide else name.removeprefix("www.")))
    return tuple(found)


def _ascii(name: str) -> str:
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _csv(body: bytes, column: str) -> Iterator[tuple[str, ...]]:
    """The entries of one column; the sign between columns is the one its first line has most of."""
    lines = list(_lines(body))
    head = lines[0] if lines else ""
    rows = csv.DictReader(lines, delimiter=max(",;\t", key=head.count))
    if column not in (rows.fieldnames or ()):
        raise BadList(f"there is no column {column}")
    yield from (_named(((row[column] or "").strip(),), "") for row in rows)


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True
