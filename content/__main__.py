"""python -m content: lint everything people edit, and say in plain words what is wrong. Exit code 1 on a problem."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from content.covered import covered, table
from content.files import ROOT, read
from content.lint import lint


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: nothing wrong (warnings do not count); 1: at least one problem; 2: wrong use."""
    options = _options().parse_args(arguments)
    if options.command == "languages":
        return _languages(options.root, as_json=options.json)
    if options.command == "export":
        return _export(options.root, options.language, as_po=options.po)
    if options.command == "import":
        return _import(options.root, options.language, options.file)
    problems = lint(options.root)
    errors = [p for p in problems if not p.warning]
    for problem in problems if options.warnings else errors:
        print(json.dumps(asdict(problem), ensure_ascii=False) if options.json else problem)
    if not options.json:
        print(f"{len(errors)} problems, {len(problems) - len(errors)} warnings")
    return 1 if errors else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m content", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="another content folder")
    parser.add_argument("--json", action="store_true", help="one JSON object a problem")
    parser.add_argument("--warnings", action="store_true", help="list the warnings too, not only their number")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("languages", help="how far each language is")
    out = commands.add_parser("export", help="print a language's texts and phrases as one file for a translator")
    out.add_argument("language", help="its tag: es")
    out.add_argument("--po", action="store_true", help="the texts as PO instead of CSV")
    back = commands.add_parser("import", help="take a translator's file back; nothing is written when a row is wrong")
    back.add_argument("language", help="its tag: es")
    back.add_argument("file", type=Path, help="the CSV or PO file")
    return parser


def _languages(root: Path, *, as_json: bool) -> int:
    rows = covered(read(root)[0])
    for line in (json.dumps(asdict(row), ensure_ascii=False) for row in rows) if as_json else table(rows):
        print(line)
    return 0


def _export(root: Path, tag: str, *, as_po: bool) -> int:
    from content import exchange  # noqa: PLC0415  # what only translators need is not loaded by every check

    if not (root / "languages" / tag / "language.toml").exists():
        print(f"There is no language “{tag}”.", file=sys.stderr)
        return 2
    rows = exchange.rows(root, tag)
    text = exchange.as_po(rows, tag) if as_po else "\ufeff" + exchange.as_csv(rows)  # the mark tells Excel it is UTF-8
    sys.stdout.write(text)
    return 0


def _import(root: Path, tag: str, file: Path) -> int:
    from content import exchange  # noqa: PLC0415  # as above

    try:
        changed, problems = exchange.take_back(root, tag, exchange.read_back(file))
    except (exchange.ExchangeError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    print(f"{changed} values written, {len(problems)} problems" + (": nothing was written" if problems else ""))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
