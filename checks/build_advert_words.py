"""Makes `advert_words.txt`: the words that public job adverts write in small letters, so that they are no names.

    python checks/build_advert_words.py ADVERTS.jsonl ...

Each line of a file is an object with the `text` of one advert. The list was made from 4,008 English adverts that
people published for study: Adzuna (github.com/VahidHedley/Predict-Salaries-from-Text), LinkedIn
(github.com/sarinasugita/EmpiricalMethods-LinkedInZippia, github.com/parishinde/Marketplace-analysis_linktin) and
Indeed (github.com/ambreen2006/nlp_job_postings). Only the words are kept, of each no more than that enough adverts
have it.
"""

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import regex

LEAST = 4  # adverts that have the word
LETTERS = range(2, 19)
WIDTH = 118
_SMALL = regex.compile(r"(?<![A-Za-z@./_-])[a-z][a-z']+(?![A-Za-z@/_]|\.[a-z])")


def words(adverts: Iterable[str]) -> list[str]:
    """The words that stand in small letters in at least LEAST of `adverts`."""
    seen: Counter[str] = Counter()
    for advert in adverts:
        seen.update({word.replace("'", "") for word in _SMALL.findall(advert)})
    return sorted(word for word, adverts_with in seen.items() if adverts_with >= LEAST and len(word) in LETTERS)


if __name__ == "__main__":
    lines = (line for name in sys.argv[1:] for line in Path(name).read_text(encoding="utf-8").splitlines())
    found = words(json.loads(line)["text"] for line in lines)
    Path(__file__).with_name("advert_words.txt").write_text(textwrap.fill(" ".join(found), WIDTH) + "\n", "utf-8")
