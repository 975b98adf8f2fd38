"""How hard a text is to read: the Flesch-Kincaid grade (words a sentence, syllables a word), and the page as text."""

import re

from bot.markup import plain
from bot.model import Reply


def syllables(word: str) -> int:
    """English syllables by vowel groups; a silent e at the end does not count."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) > 2 and word.endswith("e") and not word.endswith(("le", "ee")):
        word = word[:-1]
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(text: str) -> float:
    """US school grade. Lines are sentences of their own; quotes and web addresses are not our words."""
    text = re.sub(r"“[^”]*”|\S+\.\S+/?\S*|\d[\d.,:+-]*", " ", text)
    sentences = [s for s in re.split(r"[.!?:\n]+", text) if re.search(r"[A-Za-z]{2}", s)]
    words = re.findall(r"[A-Za-z']+", text)
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def page(reply: Reply) -> str:
    """A reply as a person sees it: text, then a line of buttons a row."""
    rows = ["  ".join(f"[ {label} ]" for label, _ in row) for row in reply.rows]
    marks = [name for name in ("edit", "toast", "erase") if getattr(reply, name)]
    head = [f"({', '.join(marks)})"] if marks else []
    return "\n".join([*head, plain(reply.html), *(["", *rows] if rows else [])])
