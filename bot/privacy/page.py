"""PRIVACY.md as it must be: the inventory in plain words. Pure."""

from bot.privacy.elsewhere import FILES, IN_MEMORY, TELEGRAM
from bot.privacy.inventory import INVENTORY
from bot.privacy.kept import Kept

HEAD = """\
# What Second Look keeps

Written by `python -m bot.privacy` from `bot/privacy/inventory.py`; a test compares it with the tables of the program.
No message is kept once it is answered. There are no names, telephone numbers or addresses of people who write to the
bot in any table, and no third party gets a message. /privacy says this in the chat, in each language; /export shows a
person all that is held about their chat; /delete erases it at once.
"""
BACKUPS = """\
## What /delete cannot erase

- Backups the operator made before: the guide in `bot/HOSTING.md` says to keep them for 14 days at most.
- Counts: they hold nothing of anybody, so there is nothing in them to find and take out.
- What Telegram itself keeps, copies on other devices, and what somebody saw.
- A block by the operator, which is kept as a hash so that it holds.
"""


def page() -> str:
    """The whole file."""
    parts = [HEAD, "## In the database\n", *map(_table, INVENTORY), "## In memory only\n", _bullets(IN_MEMORY)]
    parts += ["## Beside the database\n", _bullets(FILES), BACKUPS, "## What Telegram keeps\n"]
    return "\n".join([*parts, "\n".join(f"- {line}" for line in TELEGRAM), ""])


def _table(kept: Kept) -> str:
    whose = "about a chat: in /export, erased by /delete" if kept.person else "not erased by /delete"
    rows = [f"| `{name}` | {what} | {why} |" for name, (what, why) in kept.columns.items()]
    head = f"### `{kept.table}`: {kept.what}\n\nKept: {kept.until}; {whose}.\n"
    return "\n".join([head, "| column | what | why |", "|---|---|---|", *rows, ""])


def _bullets(pairs: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"- {what}: {more}." for what, more in pairs) + "\n"
