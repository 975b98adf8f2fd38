"""The printing process of posters: `python -m bot.poster.child pdf|png FONTS ROOT`, as `bot/evidence/child.py`."""

import sys
from pathlib import Path

from bot.evidence.child import main

FORM = Path(__file__).with_name("poster.typ")

if __name__ == "__main__":
    kind, fonts, root = sys.argv[1:4]
    sys.exit(main(fonts, root, FORM, "png" if kind == "png" else "pdf"))
