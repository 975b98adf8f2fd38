"""How fast the checks are: python -m tests.benchmarks.speed [--json] [--chart FILE.svg]

Texts "as sent" are made of paragraphs of adverts and messages (`adverts.toml`). The others are made of the phrases' own
examples: each is in one language, in turn all 24, and full of signs, which is harder than what people send; `mixed` has
sentences of all languages in each, which nobody sends. Times are of `check()` alone, in this process, after a warm-up
with other texts; quote medians. The curves show that the time grows with the text and hardly with the phrases.
"""

import argparse
import gc
import json
import random
import statistics
import time
import tomllib
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checks import Checker, check, prepare
from checks.fold import fold
from checks.phrases import build
from checks.tokens import tokenize
from content import load, proofs
from content.model import Language, Library, Phrase
from tests.benchmarks import curves

LENGTHS = (1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 100_000, 200_000)
PHRASES = (500, 1_000, 2_000, 5_000, 10_000, 20_000)
ADVERTS = Path(__file__).with_name("adverts.toml")
SEED = 20261122


def texts(library: Library, length: int, count: int, *, mixed: bool = False, seed: int = SEED) -> list[str]:
    """`count` texts of `length` characters, sentences drawn from the examples of one language, or of all."""
    chance = random.Random(seed)  # noqa: S311  # a benchmark wants the same texts each time
    by_language = [[s for p in x.phrases for s in (*p.match, *p.ignore)] for x in library.languages.values()]
    by_language = [[s for examples in by_language for s in examples]] if mixed else by_language
    made = []
    for number in range(count):
        examples = by_language[number % len(by_language)]
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            parts.append(chance.choice(examples))
        made.append("\n".join(parts)[:length])
    return made


def as_sent(length: int, count: int, language: str = "") -> list[str]:
    """`count` texts of `length` characters, paragraphs of adverts in `language`, or in one language each."""
    chance = random.Random(SEED)  # noqa: S311  # as above
    paragraphs = tomllib.loads(ADVERTS.read_text(encoding="utf-8"))
    several = [paragraphs[language]] if language else list(paragraphs.values())
    made = []
    for number in range(count):
        text = ""
        while len(text) < length:
            kept = several[number % len(several)]
            text += "\n\n".join(chance.sample(kept, len(kept))) + "\n\n"
        made.append(text[:length])
    return made


def english(library: Library, count: int) -> list[str]:
    """English texts of 2,000 characters of which nothing is a sign: what most adverts are to the checks."""
    honest = replace(
        library.languages["en"], phrases=tuple(replace(p, match=()) for p in library.languages["en"].phrases)
    )
    return texts(replace(library, languages={"en": honest}), 2_000, count)


def milliseconds(work: Callable[[str], object], given: Iterable[str]) -> list[float]:
    taken = []
    for text in given:
        began = time.perf_counter()
        work(text)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def summary(taken: Sequence[float]) -> dict[str, float]:
    return {
        "n": len(taken),
        "median": round(statistics.median(taken), 3),
        "p99": round(taken[min(len(taken) - 1, int(len(taken) * 0.99))], 3),
        "max": round(taken[-1], 3),
    }


def by_length(library: Library, checker: Checker) -> dict[int, dict[str, float]]:
    found = {}
    for length in LENGTHS:
        given = texts(library, length, _count(length))
        found[length] = summary(milliseconds(lambda text: check(text, checker), given))
    return found


def by_length_as_sent(checker: Checker) -> dict[int, dict[str, float]]:
    """English adverts, by which the aims are measured: 2 ms at 2,000 characters, 50 ms at 40,000."""
    for text in as_sent(2_000, 20, "en"):
        check(text, checker)
    given = {length: as_sent(length, _count(length), "en") for length in LENGTHS}
    return {length: summary(milliseconds(lambda text: check(text, checker), some)) for length, some in given.items()}


def _count(length: int) -> int:
    return max(5, min(300, 600_000 // length))


def by_phrases(library: Library) -> dict[int, dict[str, float]]:
    """Matching time of one 2,000-character text against made-up sets of phrases, built from real words."""
    chance = random.Random(SEED)  # noqa: S311  # as above
    words = sorted({w for x in library.languages.values() for p in x.phrases for w in " ".join(p.match).split()})
    given = [tokenize(fold(text)) for text in texts(library, 2_000, 60)]
    found = {}
    for count in PHRASES:
        says = (f"{a} ... {b}*" for a, b in (chance.sample(words, 2) for _ in range(count * 2)))
        phrases = tuple(
            Phrase((say,), (), (), flag="x") for say in says if say.replace(" ... ", "").rstrip("*").isalnum()
        )
        engine = build([Language("xx", "x", "x", "draft", phrases=phrases[:count])])
        for tokens in given:
            engine.match(tokens)
        taken = []
        for tokens in given:
            began = time.perf_counter()
            engine.match(tokens)
            taken.append((time.perf_counter() - began) * 1000)
        found[count] = summary(sorted(taken))
    return found


def start() -> dict[str, float]:
    """Seconds to a ready engine from kept copies, and the memory that it and the content add in megabytes."""
    prepare(load())
    began = time.perf_counter()
    prepare(load())
    seconds = time.perf_counter() - began
    tracemalloc.start()
    ready = prepare(load())
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {
        "seconds": round(seconds, 3),
        "megabytes": round(size / 1e6, 1),
        "phrases": sum(len(tongue.rules) for tongue in map(ready.engine.tongue, ready.library.languages)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--chart", type=Path, help="where to draw both curves as SVG")
    options = parser.parse_args()
    library = proofs()
    checker = prepare(library)
    for text in texts(library, 2_000, 300, seed=SEED + 1):
        check(text, checker)  # makes ready what most texts need
    gc.freeze()  # as the programs do
    result: dict[str, Any] = {"start": start(), "ms_as_sent": by_length_as_sent(checker)}
    result["ms_as_sent_any_language"] = {
        2_000: summary(milliseconds(lambda text: check(text, checker), as_sent(2_000, 300)))
    }
    result["ms_by_length"] = by_length(library, checker)
    crowd = texts(library, 2_000, 100, mixed=True)
    result["ms_mixed"] = {2_000: summary(milliseconds(lambda text: check(text, checker), crowd))}
    result["ms_english"] = {2_000: summary(milliseconds(lambda text: check(text, checker), english(library, 300)))}
    result["ms_by_phrases"] = by_phrases(replace(library))
    print(json.dumps(result) if options.json else "\n".join(_lines(result)))
    if options.chart:
        length, phrases = result["ms_as_sent"], result["ms_by_phrases"]
        options.chart.write_text(curves.svg(length, "characters", phrases, "phrases"), encoding="utf-8")


def _lines(result: dict[str, Any]) -> Iterable[str]:
    yield f"start {result['start']}"
    curves_of = (
        ("English, as sent", result["ms_as_sent"]),
        ("one language of six, as sent", result["ms_as_sent_any_language"]),
        ("characters of examples", result["ms_by_length"]),
        ("honest English", result["ms_english"]),
        ("all languages mixed", result["ms_mixed"]),
        ("phrases", result["ms_by_phrases"]),
    )
    for title, rows in curves_of:
        widest = max(row["median"] for row in rows.values())
        for size, row in rows.items():
            bar = "#" * max(1, round(40 * row["median"] / widest))
            each = f"{1000 * row['median'] / size:7.2f} µs each"
            yield f"{size:>8,} {title:28} median {row['median']:8.2f} ms  p99 {row['p99']:8.2f}  {each}  {bar}"


if __name__ == "__main__":
    main()
