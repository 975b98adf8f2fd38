"""The reading process: `python -m bot.media.child`. A line of JSON and the file come in, a line of JSON goes out.

It is started for one file and ends with it. Nothing is written to disk, nothing is said but the answer.
"""

import importlib.util
import os
import sys
import time
from dataclasses import replace

import msgspec

from bot.jail import lock_down
from bot.media.kinds import kind_of
from bot.media.model import MB, MOST_TEXT, Found, Job, Refused

DETECTOR = "rapidocr"  # the optional finder of lines; it maps a good deal of memory
MEMORY, MEMORY_WITH_DETECTOR = 800 * MB, 1_500 * MB


def main() -> int:
    lock_down(MEMORY_WITH_DETECTOR if importlib.util.find_spec(DETECTOR) else MEMORY)
    answer = _only_way_out()
    job = msgspec.json.decode(sys.stdin.buffer.readline(), type=Job)
    found = read(sys.stdin.buffer.read(), job)
    with os.fdopen(answer, "wb") as out:
        out.write(msgspec.json.encode(found))
    return 0


def _only_way_out() -> int:
    """Our standard output for us alone: a library that prints must not spoil the answer."""
    answer, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answer


def read(data: bytes, job: Job) -> Found:
    """What the file says; a problem in place of any exception."""
    try:
        found = _read(data, job, time.monotonic() + job.seconds)
    except Refused as refused:
        return Found(problem=refused.problem)
    except MemoryError:
        return Found(problem="large", error="MemoryError")
    except Exception as error:  # the border: whatever a parser says of a broken file, the file is broken
        return Found(problem="broken", error=type(error).__name__)
    if not found.text.strip() and not found.codes and not found.problem:
        return Found(problem="wordless")
    return replace(found, text=found.text[:MOST_TEXT], partial=found.partial or len(found.text) > MOST_TEXT)


def _read(data: bytes, job: Job, until: float) -> Found:
    """Each reader is loaded only when there is something for it: most of a short life is imports."""
    match kind_of(data):
        case "picture":
            from bot.media import picture  # noqa: PLC0415  # see above: only what is needed

            return picture.read(data, job.languages, until)
        case "pdf":
            from bot.media import pdf  # noqa: PLC0415  # see above: only what is needed

            return pdf.read(data, job.languages, until)
        case "docx":
            from bot.media import docx  # noqa: PLC0415  # see above: only what is needed

            return docx.read(data, job.languages, until)
        case kind:
            from bot.media import plain  # noqa: PLC0415  # see above: only what is needed

            return plain.read_card(data) if kind == "vcard" else plain.read(data, job.languages)


if __name__ == "__main__":
    sys.exit(main())
