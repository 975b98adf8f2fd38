"""The printing process of workshop sheets: `python -m bot.workshop.child FONTS ROOT`, as `bot/evidence/child.py`."""

import sys
from pathlib import Path

from bot.evidence.child import main

FORM = Path(__file__).with_name("sheet.typ")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], FORM))
