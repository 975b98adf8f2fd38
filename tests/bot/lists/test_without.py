"""A row that is hidden is in no answer; the others stay, also of a long list in its file."""

from dataclasses import replace
from pathlib import Path

from bot.lists.without import without
from bot.services import EVERY_S, Current
from checks import check, prepare
from checks.agencies.answer import look_up
from content.model import Library
from tests import once
from tests.bot.lists.test_current import shelf_of


def test_the_hidden_row_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    (long,) = shelf_of(tmp_path).lists()
    ids = [row.id for row in long.entities]
    left = without(long, {(long.id, ids[1]), ("another-list", ids[0])})
    assert [row.id for row in left.entities] == [ids[0], ids[2]]
    assert (left.entities[1].id, left.entities[-1].id, len(left.entities)) == (ids[2], ids[2], 2)
    assert [row.id for row in left.entities[0:2]] == [ids[0], ids[2]]
    assert without(long, {("another-list", ids[0])}) is long


def test_the_running_bot_takes_it_over_within_a_minute(library: Library, tmp_path: Path) -> None:
    now, hidden = [0.0], set[tuple[str, str]]()
    shelf = shelf_of(tmp_path)
    current = Current(
        prepare(library), shelf, lambda: frozenset(hidden), clock=lambda: now[0], start=lambda work: work()
    )
    assert look_up("Firm 002", current.checker().register)
    found = look_up("Firm 002", current.checker().register)[0].row
    hidden.add((found.list.id, found.entity.id))
    now[0] += EVERY_S
    current.checker()
    assert found not in [one.row for one in look_up("Firm 002", current.checker().register)]


def test_a_check_no_longer_names_it() -> None:
    whole = once.checker()
    one = next(entry for entry in whole.library.agencies if entry.id == "ug-mglsd-2021")
    row = one.entities[0]
    text = f"{row.name} offers you work abroad as a driver. Call {row.phones[0]} today."
    assert any(row.name in finding.facts.get("name", "") for finding in check(text, whole).findings)
    lists = [without(entry, {(one.id, row.id)}) for entry in whole.library.agencies]
    mended = replace(whole, register=type(whole.register)(tuple(lists)))
    assert not any(
        f.facts.get("list") == one.name and f.facts["name"] == row.name for f in check(text, mended).findings
    )
