"""What the words people read must keep: every promise is a function that yields the problems it finds."""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator

from content.model import Library, Problem

EVERYDAY = 8  # English examples that hold a word; below it a name or an app may be shared
_WORD = re.compile(r"[a-z]+")


def reviews_are_named(library: Library) -> Iterator[Problem]:
    for language in library.languages.values():
        if language.status == "reviewed" and not any(review.role == "language" for review in language.reviews):
            yield Problem(
                f"languages/{language.tag}/language.toml", "status", "nobody is named who read the language",
                "Add [[reviews]] with by, on and role, or set it back to draft",
            )  # fmt: skip


def marks_are_no_english(library: Library) -> Iterator[Problem]:
    """A mark that is also everyday English would wake that language in every English text."""
    english = library.languages.get("en")
    texts = (text for p in (english.phrases if english else ()) for text in (*p.match, *p.ignore))
    seen = Counter(word for text in texts for word in set(_WORD.findall(text.lower())))
    for language in library.languages.values():
        for mark in language.marks if language.tag != "en" else ():
            if seen[_without_accents(mark)] >= EVERYDAY:
                yield Problem(
                    f"languages/{language.tag}/language.toml", "marks", f"“{mark}” is also an everyday English word",
                    "Take it out; another word of the language does the same",
                )  # fmt: skip


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def translations_keep_placeholders(library: Library) -> Iterator[Problem]:
    english = library.languages["en"].texts if "en" in library.languages else {}
    for language in library.languages.values():
        file = f"languages/{language.tag}/texts"
        for key, text in language.texts.items():
            wanted, got = _placeholders(english.get(key, text)), _placeholders(text)
            if key not in english:
                yield Problem(file, key, "English has no such text", "Mend the key", warning=True)
            elif got is None or wanted is None:
                yield Problem(file, key, "has a lone { or }", "Write {{ or }}")
            elif wanted != got:
                lost = ", ".join(sorted(f"{{{name}}}" for name in wanted ^ got))
                yield Problem(file, key, f"differs from English in {lost}", "Keep every placeholder, add none")


def translations_are_complete(library: Library) -> Iterator[Problem]:
    english = library.languages["en"].texts if "en" in library.languages else {}
    for language in library.languages.values():
        missing = english.keys() - language.texts.keys()
        if missing and language.texts:
            first = ", ".join(sorted(missing)[:3])
            yield Problem(
                f"languages/{language.tag}/texts", "-", f"{len(missing)} texts are missing ({first} ...)",
                "Until they are there, English is shown", warning=True,
            )  # fmt: skip


def flags_are_explained(library: Library) -> Iterator[Problem]:
    english = library.languages["en"].texts if "en" in library.languages else {}
    for flag in library.flags:
        for part in ("title", "body", "do") if f"told.{flag}" not in english else ():
            if f"flag.{flag}.{part}" not in english:
                yield Problem("languages/en/texts", f"flag.{flag}.{part}", "missing key", "Write it")


def _placeholders(text: str) -> set[str] | None:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        return None


def situations_are_written(library: Library) -> Iterator[Problem]:
    english = library.languages["en"].texts if "en" in library.languages else {}
    for situation in library.situations.values():
        parts = ("label", "first", *(f"step-{n}" for n in range(1, situation.steps + 1)))
        for key in (f"happened.{situation.id}.{part}" for part in parts):
            if key not in english:
                yield Problem("languages/en/texts/happened.toml", key, "missing key", "Write it")


def question_orders_name_questions(library: Library) -> Iterator[Problem]:
    groups = {flag.group for flag in library.flags.values()}
    for order in library.question_orders.values():
        for name in (
            *(n for n in order.ask if n not in library.questions),
            *(g for g in order.groups if g not in groups),
        ):
            yield Problem("question_order.toml", order.id, f"there is no question or group “{name}”", "Mend the name")


PROMISES = (
    marks_are_no_english,
    reviews_are_named,
    translations_keep_placeholders,
    translations_are_complete,
    flags_are_explained,
    situations_are_written,
    question_orders_name_questions,
)
