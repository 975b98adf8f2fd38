"""Nearly the same text, told apart without the text: a few keyed hashes of its runs of words.

As in `known.py` two texts share as many of the smallest hashes as they share runs. Here the hashes are made with a key,
so that nobody who has them but not the key can try texts against them.

>>> from checks.sketch import sketch
>>> offer = "we need drivers in dubai this week send the visa money today and your ticket comes by friday"
>>> len(set(sketch(offer, b"key")) & set(sketch(offer.replace("dubai", "doha"), b"key"))) >= LEAST_SHARED
True
"""

from hashlib import blake2b

from checks.fold import fold
from checks.tokens import tokenize

RUN = 3  # tokens a run
KEPT = 16  # hashes a text
LEAST_TOKENS = 14  # shorter texts are too often alike by chance
LEAST_SHARED = 8  # of KEPT: about half of the runs
MOST_CHARACTERS = 20_000  # of a longer text only its beginning


def sketch(text: str, key: bytes) -> tuple[int, ...]:
    """The smallest hashes of the runs, each under 2**56; () for a text that is too short. `key`: 64 bytes at most."""
    words = [word for word in tokenize(fold(text[:MOST_CHARACTERS])).text.split() if _counts(word)]
    if len(words) < LEAST_TOKENS:
        return ()
    runs = {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    return tuple(sorted(_hash(run, key) for run in runs)[:KEPT])


def _counts(word: str) -> bool:
    """Words, and not amounts and numbers: those are what is changed from copy to copy."""
    return any(map(str.isalpha, word)) and not any(map(str.isdigit, word))


def _hash(run: str, key: bytes) -> int:
    return int.from_bytes(blake2b(run.encode(), key=key, digest_size=7).digest())
