"""python -m checks: check one text, a stream of texts, or the content's own examples. See --help."""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from checks import BadOffer, Checker, Offer, Verdict, check, corpus, known, prepare
from checks.address import as_object as as_fields
from checks.address import look
from checks.address import readable as in_words
from checks.agencies import answer as lookup
from checks.explain import explain
from checks.offer import read
from checks.patterns import PhraseError
from checks.prove import prove
from content import ContentError, load, proofs

MOST_LINE_BYTES = 2_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: done; 1: something is wrong with the text or an example; 2: wrong use or broken content."""
    options = _options().parse_args(arguments)
    gc.disable()  # nothing that is made at the start is garbage, and looking for some takes a tenth of that time
    try:
        library = proofs() if options.command == "prove" else load()
        checker = prepare(library, drafts_alone=options.drafts_alone)
    except (ContentError, PhraseError) as error:
        print(f"The content cannot be used:\n{error}", file=sys.stderr)
        return 2
    finally:
        gc.freeze()  # nor does it become any: it is not looked through again, which would take longer than a text
        gc.enable()
    if options.command == "prove":
        return _prove(checker, options.language, sys.stdout)
    if options.command == "fit":
        return _fit(checker, options.corpus, as_json=options.json)
    if options.command == "fingerprint":
        return _one(sys.stdin.buffer.read(MOST_LINE_BYTES), lambda offer: _fingerprint(offer, checker))
    if options.command == "link":
        return _link(options.address, checker, as_json=options.json)
    if options.command == "agency":
        return _agency(options.name, checker, as_json=options.json)
    if options.command == "explain":
        return _one(sys.stdin.buffer.read(MOST_LINE_BYTES), lambda offer: explain(offer, checker))
    if options.jsonl:
        return _stream(sys.stdin.buffer, sys.stdout, checker)
    if options.json:
        return _one(sys.stdin.buffer.read(MOST_LINE_BYTES), lambda offer: _json(as_object(check(offer, checker))))
    return _one(sys.stdin.buffer.read(MOST_LINE_BYTES), lambda offer: readable(check(offer, checker), checker))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m checks",
        description="Read a job offer on standard input and print the warning signs in it. Nothing goes online.",
        epilog="Exit code 0: checked; 1: the text could not be checked; 2: wrong use or broken content.",
    )
    parser.add_argument("--json", action="store_true", help="print the verdict as one JSON object")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help="read JSON objects (id, text, optional country and language), one a line; print one verdict a line",
    )
    parser.add_argument(
        "--drafts-alone", action="store_true", help="a phrase nobody has reviewed may say “stop” by itself"
    )
    commands = parser.add_subparsers(dest="command")
    fit = commands.add_parser("fit", help="per flag: hits on labelled texts and what they suggest; changes nothing")
    fit.add_argument("--corpus", type=Path, required=True, help="folder with JSONL files of text and label")
    fit.add_argument("--json", action="store_true", help="one JSON object a flag")
    commands.add_parser("fingerprint", help="a row for content/known.csv from the text on standard input")
    link = commands.add_parser("link", help="what is seen in one web address, e-mail address or @handle")
    link.add_argument("address")
    link.add_argument("--json", action="store_true", help="one JSON object")
    agency = commands.add_parser("agency", help="what the official lists say about a name, number or address")
    agency.add_argument("name")
    agency.add_argument("--json", action="store_true", help="one JSON object")
    commands.add_parser("explain", help="show how the text on standard input was read, judged and summed")
    proof = commands.add_parser("prove", help="run the match and ignore examples of the phrases")
    proof.add_argument("language", nargs="*", help="language tags; all when none is given")
    return parser


def as_object(verdict: Verdict) -> dict[str, Any]:
    """The verdict as the stable JSON object: level, axes, flags, findings, script, unchecked."""
    return {
        "level": verdict.level.value,
        "axes": verdict.axes,
        "flags": list(verdict.flags),
        "findings": [
            {
                "flag": f.flag,
                "check": f.check,
                "start": f.span.start if f.span else None,
                "end": f.span.end if f.span else None,
                "quote": f.quote,
                "facts": f.facts,
            }
            for f in verdict.findings
        ],
        "script": verdict.script,
        "unchecked": list(verdict.unchecked),
    }


def _one(raw: bytes, show: Callable[[Offer], str]) -> int:
    try:
        print(show(Offer(raw.decode("utf-8"))))
    except BadOffer as error:
        print(error, file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        print("The text is not UTF-8.", file=sys.stderr)
        return 1
    return 0


def _link(address: str, checker: Checker, *, as_json: bool) -> int:
    seen = look(address, checker.brands.tables)
    if seen is None:
        print("This is no web address, e-mail address or @handle.", file=sys.stderr)
        return 1
    print(_json(as_fields(seen)) if as_json else in_words(seen))
    return 0


def _agency(name: str, checker: Checker, *, as_json: bool) -> int:
    if not any(map(str.isalnum, name)):
        print("Write a name, a number or an address.", file=sys.stderr)
        return 1
    answer, today = lookup.look_up(name, checker.register), checker.today()
    print(_json(lookup.as_object(name, answer, today)) if as_json else lookup.in_words(answer, today))
    return 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def readable(verdict: Verdict, checker: Checker) -> str:
    """A short verdict for a terminal: the level, then a line for each sign with the words it was seen in."""
    lines = [f"{verdict.level.value}: money {verdict.axes['money']}, control {verdict.axes['control']} points"]
    for finding in verdict.findings:
        flag = checker.library.flags[finding.flag]
        lines.append(f"  {flag.points:2d}  {flag.id}: {flag.name} — “{finding.quote}”")
    if verdict.script:
        lines.append(f"  like: {checker.library.scripts[verdict.script].name}")
    lines += [f"  could not check {reason}" for reason in verdict.unchecked]
    if not verdict.findings:
        lines.append("  No known signs in this text. That does not prove the offer is real.")
    return "\n".join(lines)


def _stream(source: BinaryIO, target: TextIO, checker: Checker) -> int:
    """One object in, one object out; a bad line gets an error of its own and the stream goes on."""
    for number, raw in enumerate(_lines(source), 1):
        if raw is None or raw.strip():
            answer = _answer(raw, number, checker)
            target.write(_json(answer) + "\n")
            target.flush()
    return 0


def _lines(source: BinaryIO) -> Iterable[bytes | None]:
    """Lines of bounded length; None for one that is too long, the rest of which is read and dropped."""
    while line := source.readline(MOST_LINE_BYTES):
        if line.endswith(b"\n") or len(line) < MOST_LINE_BYTES:
            yield line
            continue
        while (rest := source.readline(MOST_LINE_BYTES)) and not rest.endswith(b"\n"):
            pass
        yield None


def _answer(raw: bytes | None, number: int, checker: Checker) -> dict[str, Any]:
    identity: Any = None
    try:
        row = _row(raw)
        identity = row.get("id")
        offer = _offer(row)
        began = time.perf_counter()
        verdict = check(offer, checker)
        return {"id": identity} | as_object(verdict) | {"ms": round((time.perf_counter() - began) * 1000, 3)}
    except BadOffer as error:
        return {"id": identity, "line": number, "error": str(error)}


def _row(raw: bytes | None) -> dict[str, Any]:
    """One line as an object. Raises BadOffer with the reason when it is none."""
    if raw is None:
        raise BadOffer(f"The line is longer than {MOST_LINE_BYTES:,} bytes.")
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadOffer("The line is not UTF-8.") from None
    except (json.JSONDecodeError, RecursionError):
        raise BadOffer("The line is not JSON.") from None
    if not isinstance(row, dict):
        raise BadOffer("The line is not an object with a text.")
    return row


def _offer(row: dict[str, Any]) -> Offer:
    if not isinstance(row.get("text"), str):
        raise BadOffer("The line is not an object with a text.")
    country, language = row.get("country") or "", row.get("language") or ""
    if not isinstance(country, str) or not isinstance(language, str):
        raise BadOffer("country and language are texts, such as “PH” and “en”.")
    return Offer(row["text"], country.upper(), language)


def _prove(checker: Checker, tags: Sequence[str], target: TextIO) -> int:
    failures = list(prove(checker, tags))
    for failure in failures:
        target.write(f"{failure}\n")
    target.write(f"{len(failures)} examples failed\n")
    return 1 if failures else 0


def _fingerprint(offer: Offer, checker: Checker) -> str:
    """A row for known.csv; id, date and source are left for the person who confirms it."""
    values = known.fingerprint(read(offer, checker.engine.vocabulary).tokens)
    if not values:
        raise BadOffer(f"The text is too short to be told from others: it needs {known.LEAST_WORDS} words.")
    flags = " ".join(check(offer, checker).flags)
    return f"ID,{flags},{' '.join(f'{value:x}' for value in values)},DATE,SOURCE"


def _fit(checker: Checker, folder: Path, *, as_json: bool) -> int:
    try:
        texts = list(corpus.rows(folder))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not texts:
        print(f"There are no labelled texts in {folder}.", file=sys.stderr)
        return 2
    hits = corpus.count(_progress(texts), checker)
    lines = (_json(_hits(h)) for h in hits) if as_json else corpus.table(hits)
    print("\n".join(lines))
    return 0


def _hits(hits: corpus.Hits) -> dict[str, Any]:
    return {
        "flag": hits.flag.id,
        "scam": [hits.scam, hits.scams],
        "honest": [hits.honest, hits.honests],
        "log_odds": round(hits.log_odds, 2),
        "points": hits.flag.points,
        "suggests": hits.suggests,
    }


def _progress(texts: Sequence[corpus.Row]) -> Iterable[corpus.Row]:
    """The texts, with a line on standard error every few hundred, where a person watches."""
    for number, row in enumerate(texts, 1):
        if number % 200 == 0 and sys.stderr.isatty():
            print(f"\r{number} of {len(texts)} texts", end="", file=sys.stderr, flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main())
