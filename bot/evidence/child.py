"""The printing process: `python -m bot.evidence.child FONTS ROOT`. A page as JSON comes in, a PDF goes out.

The typesetter is a compiler that can read files and fetch packages. It gets an empty folder as its world and no
packages; the process can write nothing, has little memory and time, and where the kernel lets us no network.
"""

import os
import sys
import time
from pathlib import Path
from typing import Literal

from bot.jail import lock_down

MEMORY = 900 << 20  # address space; 80 are the typesetter's own code, fonts are mapped
CPU_S = 10
MOST_OPEN = 128  # files and pipes; each font used is one
NOWHERE = "/nowhere"
Kind = Literal["pdf", "png"]
PPI = 200.0  # points an inch of a picture
FORM = Path(__file__).with_name("page.typ")


def main(fonts: str, root: str, form: Path = FORM, kind: Kind = "pdf") -> int:
    lock_down(MEMORY, CPU_S, MOST_OPEN)
    answer = _only_way_out()
    made = printed(sys.stdin.buffer.read().decode(), fonts, root, form, kind)
    with os.fdopen(answer, "wb") as out:
        out.write(made)
    return 0


def _only_way_out() -> int:
    """Our standard output for us alone: what the typesetter prints must not spoil the answer."""
    answer, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answer


def printed(page: str, fonts: str, root: str, form: Path = FORM, kind: Kind = "pdf") -> bytes:
    """A page by a form, as PDF or one PNG. Raises typst.TypstError; its words may quote somebody and go nowhere."""
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
    made = compiler.compile(format=kind, ppi=PPI, timestamp=int(time.time()))
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave nothing, or more than a page")
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
