"""An evidence file's three forms: the page for the printer, JSON for machines, text where no font will do. Pure."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.evidence.model import Evidence, Identifier, Sign
from bot.texts import Texts

MOST_SOURCES = 3  # of a sign, on paper; JSON has all
KEEP = ("original", "pictures", "money", "private", "hand", "contact", "proof")
# Letters without a blank that would run over the edge of the paper, in a line and in a cell of the table.
_LONG = re.compile(r"[!-~]{80}(?=[!-~])")
_LONG_IN_WIDE_CELL = re.compile(r"[!-~]{62}(?=[!-~])")
_LONG_IN_CELL = re.compile(r"[!-~]{30}(?=[!-~])")


@dataclass(frozen=True, slots=True)
class Printed:
    """What the printer gets: the page as JSON, and all its words, to know which fonts it needs."""

    page: dict[str, Any]
    words: str


def time_of(seconds: int, texts: Texts) -> str:
    """ "2026-11-22 10:41:05 UTC", or the words for a time nobody told us."""
    if not seconds:
        return texts.say("save.time-unknown")
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"


def page_of(evidence: Evidence, texts: Texts) -> Printed:
    """The page with every label in the reader's language; the message keeps its own words and direction."""
    page = {
        "lang": texts.tag.split("-", maxsplit=1)[0],
        "rtl": texts.rtl,
        "title": texts.say("save.title"),
        "intro": _lines(texts, ("by", "for")),
        "facts": [[_text(label), _text(value)] for label, value in _facts(evidence, texts)],
        "message": {"head": texts.say("save.message"), "lines": [_text(line) for line in evidence.text.splitlines()]},
        "found": _table(evidence, texts),
        "signs": {"head": texts.say("save.signs"), "all": [_sign(sign, texts) for sign in evidence.signs]},
        "keep": {"head": texts.say("save.keep"), "all": _lines(texts, (f"keep-{name}" for name in KEEP))},
    }
    return Printed(page, " ".join(_strings(page)))


def _lines(texts: Texts, keys: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # any iterable of names
    return [_text(texts.say(f"save.{key}")) for key in keys]


def _text(text: str, long: re.Pattern[str] = _LONG) -> dict[str, Any]:
    """Some text and whether it runs from right to left, by its first letter that says so."""
    strong = next((side for char in text if (side := unicodedata.bidirectional(char)) in ("L", "R", "AL")), "L")
    return {"text": long.sub("\\g<0>\u200b", text), "rtl": strong != "L"}


def _facts(evidence: Evidence, texts: Texts) -> Iterator[tuple[str, str]]:
    yield texts.say("save.sent"), time_of(evidence.sent, texts)
    if evidence.first:
        yield texts.say("save.first"), time_of(evidence.first, texts)
    yield texts.say("save.made"), time_of(evidence.made, texts)
    yield texts.say("save.digest"), evidence.digest


def _table(evidence: Evidence, texts: Texts) -> dict[str, Any]:
    heads = [texts.say(f"save.column-{name}") for name in ("kind", "typed", "value")]
    return {
        "head": texts.say("save.identifiers"),
        "none": texts.say("save.identifiers-none"),
        "columns": heads,
        "rows": [_row(one, texts) for one in evidence.identifiers],
    }


def _row(one: Identifier, texts: Texts) -> list[dict[str, Any]]:
    """Kind, as typed, clean; one wide cell where these two are the same, so that it can be copied in one piece."""
    kind = _text(texts.say(f"save.kind-{one.kind}"))
    if one.typed == one.value:
        return [kind, _text(one.typed, _LONG_IN_WIDE_CELL)]
    return [kind, _text(one.typed, _LONG_IN_CELL), _text(one.value, _LONG_IN_CELL)]


def _sign(sign: Sign, texts: Texts) -> dict[str, Any]:
    sources = [*_by_list(sign), *sign.sources][:MOST_SOURCES]
    return {
        "title": _text(sign.title),
        "quotes": [_text(quote) for quote in _widest(sign)],
        "why": _text(sign.why),
        "sources": [_text(texts.say("save.source", source=source)) for source in sources],
    }


def _widest(sign: Sign) -> list[str]:
    """The quotes that are no part of another one."""
    quotes = list(dict.fromkeys(quote for quote, _ in sign.quotes))
    return [quote for quote in quotes if not any(quote in other and quote != other for other in quotes)]


def _by_list(sign: Sign) -> list[str]:
    """The row of an official list behind a sign, in one line."""
    facts = dict(sign.facts)
    names = ("authority", "status", "date", "link")
    return [", ".join(facts[name] for name in names if name in facts)] if "authority" in facts else []


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def json_of(evidence: Evidence, texts: Texts, pdf: tuple[str, str] | None) -> bytes:
    """The same for machines. `pdf` is the PDF's name and SHA-256, where there is one."""
    whole = {
        "made_by": "Second Look",
        "form": 1,
        "about": [texts.say("save.by"), texts.say("save.keep-proof")],
        "language": texts.tag,
        "text": evidence.text,
        "text_sha256": evidence.digest,
        "sent_to_bot_utc": _stamp(evidence.sent),
        "first_sent_utc": _stamp(evidence.first),
        "made_utc": _stamp(evidence.made),
        "identifiers": [
            {"kind": i.kind, "as_typed": i.typed, "value": i.value} | _place(i.span) for i in evidence.identifiers
        ],
        "signs": [_plain_sign(sign) for sign in evidence.signs],
        "files": {pdf[0]: {"sha256": pdf[1]}} if pdf else {},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def _stamp(seconds: int) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z") if seconds else None


def _place(span: Any) -> dict[str, Any]:  # noqa: ANN401  # Span or None
    return {"start": span.start, "end": span.end} if span else {}


def _plain_sign(sign: Sign) -> dict[str, Any]:
    return {
        "sign": sign.flag,
        "title": sign.title,
        "why": sign.why,
        "quotes": [{"text": quote} | _place(span) for quote, span in sign.quotes],
        "facts": dict(sign.facts),
        "sources": list(sign.sources),
    }


def text_of(page: dict[str, Any]) -> bytes:
    """The page as plain text, where no font for its letters is on this machine."""
    lines = [page["title"], *(line["text"] for line in page["intro"]), ""]
    lines += [f"{label['text']}: {value['text']}" for label, value in page["facts"]]
    lines += ["", page["message"]["head"], *(f"> {line['text']}" for line in page["message"]["lines"])]
    lines += ["", page["found"]["head"], *(" | ".join(c["text"] for c in row) for row in page["found"]["rows"])]
    lines += ["", page["signs"]["head"]]
    for sign in page["signs"]["all"]:
        lines += [f"- {sign['title']['text']}", *(f"  “{quote['text']}”" for quote in sign["quotes"])]
        lines += [f"  {line['text']}" for line in (sign["why"], *sign["sources"])]
    lines += ["", page["keep"]["head"], *(f"- {line['text']}" for line in page["keep"]["all"])]
    return ("\n".join(lines) + "\n").replace("\u200b", "").encode("utf-8-sig")
