"""The lists in force reach the running bot, and nobody's answer waits for them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.lists.keeper import Bringing, Fetched, bring
from bot.lists.shelf import Shelf
from bot.services import EVERY_S, Current
from checks import prepare
from content.model import Library
from content.sources import read_source
from tests.bot.lists.test_lists import DEFINITION, many

DAY = date(2026, 11, 22)


def shelf_of(folder: Path) -> Shelf:
    definition, shelf = folder / "ke-test.toml", Shelf(folder / "lists")
    definition.write_text(DEFINITION.format(tier="official"), encoding="utf-8")
    bring(shelf, read_source(definition), Fetched(many(3)), Bringing("Ann", DAY, DAY))
    shelf.define("ke-test", definition)
    return shelf


def test_a_new_list_is_taken_over_beside_the_answers(library: Library, tmp_path: Path) -> None:
    later: list[Callable[[], None]] = []
    checker = prepare(library)
    current = Current(checker, shelf_of(tmp_path), clock=lambda: 0.0, start=later.append)
    assert current.checker() is checker  # the work is only begun
    assert current.checker() is checker
    (work,) = later
    work()
    assert current.checker().register.look_up("Firm 002")
    assert len(later) == 1  # not again within the minute


def test_lists_are_looked_for_again_after_a_while_and_kept_when_they_break(library: Library, tmp_path: Path) -> None:
    now = [0.0]
    shelf = shelf_of(tmp_path)
    current = Current(prepare(library), shelf, clock=lambda: now[0], start=lambda work: work())
    with_list = current.checker()
    (shelf.root / "ke-test" / "definition.toml").write_text("= broken", encoding="utf-8")
    (shelf.root / "ke-test" / "current.json").touch()
    now[0] += EVERY_S
    assert current.checker() is with_list
