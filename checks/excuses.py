"""Which `unless` patterns of a language may stand in a sentence at all: a first look before their steps are taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from checks.book import Book, Rows, unless
from content.model import Language


@dataclass(frozen=True, slots=True)
class Excuses:
    """What the `unless` patterns of a language cannot do without. Few of them stand in a text, and that one
    of its words is missing is seen at once."""

    numbers: Mapping[str, int]  # of each pattern
    parts: Rows
    literals: list[str]  # of each part, set apart by tabs

    def may_stand(self, say: str, sentence: str) -> bool:
        """Has a sentence, without its commas, a word of every part of the pattern?"""
        for part in self.parts[self.numbers[say]]:
            for literal in self.literals[part].split("\t"):  # a hot loop: kept plain
                if literal in sentence:
                    break
            else:
                return False
        return True

    @classmethod
    def of(cls, language: Language, read: Book) -> "Excuses":
        numbers = {say: number for number, say in enumerate(unless(language))}
        return cls(numbers, read.excuses.rows(), read.excusing.split("\n"))
