"""A reply in every language as a browser draws it: python -m tests.benchmarks.pictures FOLDER

Writes one HTML page a language and, where Chromium is installed, a PNG of it, to look at by eye: right-to-left,
joined letters, marks, line breaks, numbers in right-to-left lines.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from html import escape
from pathlib import Path

from bot.model import Reply
from bot.reply import render
from bot.texts import offered, texts_of
from checks import check, prepare
from checks.model import Offer
from content import load

# One honest-looking sentence and one demand each is enough to see quotes, amounts and links in a line.
OFFER = (
    "Pay the registration fee of 150 USD in USDT to @jobs_helper before you travel. Keep it secret. https://bit.ly/x"
)
COUNTRY = {"ar": "AE", "fa": "IR", "ur": "PK", "hi": "IN", "ne": "NP", "bn": "BD", "my": "MM", "km": "KH", "th": "TH"}
PAGE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=360"><style>
body{{font:16px "Noto Sans",sans-serif;width:340px;margin:10px;background:#dfe7ec}}
p{{white-space:pre-wrap;unicode-bidi:plaintext;background:#fff;border-radius:10px;padding:10px;margin:6px 0}}
b.k{{display:inline-block;background:#fff9;border-radius:6px;padding:6px 10px;margin:2px;font-weight:400}}
</style><body lang="{lang}">{body}"""


def main() -> int:
    """Exit code 0: written; 2: no folder named."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    library = load()
    checker = prepare(library)
    for tag in offered(library):
        offer = Offer(OFFER, COUNTRY.get(tag, "PH"), tag)
        reply = render(check(offer, checker), offer, texts_of(library, tag), library, date(2026, 11, 22))
        (folder / f"{tag}.html").write_text(PAGE.format(lang=tag, body=_body(reply)), encoding="utf-8")
    _draw(folder)
    return 0


def _body(reply: Reply) -> str:
    rows = "".join(f"<div>{''.join(f'<b class=k>{escape(label)}</b>' for label, _ in row)}</div>" for row in reply.rows)
    return f"<p>{reply.html}</p>{rows}"


def _draw(folder: Path) -> None:
    browser = shutil.which("chromium")
    if not browser:
        print("Chromium is not installed: only the HTML was written.")
        return
    for page in sorted(folder.glob("*.html")):
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(  # one after the other: a small machine
                [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                 "--hide-scrollbars", "--disable-background-networking", "--disable-sync",
                 "--no-first-run", "--window-size=370,560",
                 f"--screenshot={page.with_suffix('.png')}", page.as_uri()],
                check=True, capture_output=True,
            )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
