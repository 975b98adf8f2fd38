"""python -m bot.privacy: write PRIVACY.md anew."""

from pathlib import Path

from bot.privacy.page import page

TARGET = Path(__file__).parents[2] / "PRIVACY.md"

if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
