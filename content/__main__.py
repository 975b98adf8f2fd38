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
    """Exit code 0: nothing wrong (warnings do not count); 1: at least one problem."""
    parser = argparse.ArgumentParser(prog="python -m content", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="another content folder")
    parser.add_argument("--json", action="store_true", help="one JSON object a problem")
    parser.add_argument("--warnings", action="store_true", help="list the warnings too, not only their number")
    parser.add_argument("what", nargs="?", choices=["languages"], help="languages: how far each of them is")
    options = parser.parse_args(arguments)
    if options.what:
        return _languages(options.root, as_json=options.json)
    problems = lint(options.root)
    errors = [p for p in problems if not p.warning]
    for problem in problems if options.warnings else errors:
        print(json.dumps(asdict(problem), ensure_ascii=False) if options.json else problem)
    if not options.json:
        print(f"{len(errors)} problems, {len(problems) - len(errors)} warnings")
    return 1 if errors else 0


def _languages(root: Path, *, as_json: bool) -> int:
    rows = covered(read(root)[0])
    for line in (json.dumps(asdict(row), ensure_ascii=False) for row in rows) if as_json else table(rows):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
