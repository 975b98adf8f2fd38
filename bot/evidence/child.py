"""The printing process: `python -m bot.evidence.child FONTS ROOT`. A page as JSON comes in, a PDF goes out.

The typesetter is a compiler that can read files and fetch packages. It gets an empty folder as its world and no
packages; the process can write nothing, has little memory and time, and where the kernel lets us no network.
"""

import os
import sys
import time
from pathlib import Path

from bot.evidence.jail import MB, lock_down

MEMORY = 900 * MB  # address space; 80 are the typesetter's own code, fonts are mapped
NOWHERE = "/nowhere"
FORM = Path(__file__).with_name("page.typ")


def main(fonts: str, root: str) -> int:
    lock_down(MEMORY)
    answer = _only_way_out()
    pdf = printed(sys.stdin.buffer.read().decode(), fonts, root)
    with os.fdopen(answer, "wb") as out:
        out.write(pdf)
    return 0


def _only_way_out() -> int:
    """Our standard output for us alone: what the typesetter prints must not spoil the answer."""
    answer, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answer


def printed(page: str, fonts: str, root: str, form: Path = FORM) -> bytes:
    """The PDF of a page by a form. Raises typst.TypstError; its words may quote somebody and go nowhere."""
    import typst  # noqa: PLC0415  # after the limits are set

    compiler = typst.Compiler(
        form.read_bytes(),
        root=root,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        sys_inputs={"page": page},
        package_path=NOWHERE,
        package_cache_path=NOWHERE,
    )
    pdf = compiler.compile(format="pdf", timestamp=int(time.time()))
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no PDF")
    return pdf


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
