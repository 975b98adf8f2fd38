"""This machine: room, who may read our files, where the secret comes from, what pictures can be read with."""

import os
import shutil
import stat
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.doctor.model import Finding
from bot.media.tesseract import PACKS, packs
from bot.settings import Settings
from content import load
from content.model import Library

ROOM_FAULT, ROOM_LOOK = 100, 500  # megabytes
FONTS = tuple(Path(p).expanduser() for p in ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts"))
EVERYWHERE = ("LATIN", "CYRILLIC")  # in every font


def disk(data: Path) -> Iterator[Finding]:
    """Room, and whether it can be written where the bot keeps its files."""
    place = data if data.is_dir() else data.absolute().parent
    free = shutil.disk_usage(place).free // 1_000_000
    if free < ROOM_FAULT:
        yield Finding("disk", "fault", f"only {free} MB are free", "make room: soon no update can be stored")
    else:
        yield Finding("disk", "look" if free < ROOM_LOOK else "ok", f"{free:,} MB are free",
                      "make room" if free < ROOM_LOOK else "")  # fmt: skip
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"1")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        yield Finding("writing", "fault", f"nothing can be written in {data}: {error.strerror}",
                      f"give the user the bot runs as the folder {data}, on a disk that is not read-only")  # fmt: skip
    else:
        yield Finding("writing", "ok", f"{data} can be written")


def files(env_file: Path, data: Path) -> Iterator[Finding]:
    """Who else on this machine may read what we keep."""
    open_ = [path for path in _ours(env_file, data) if path.exists() and _readable(path)]
    if data.is_dir() and not _readable(data):
        open_ = [path for path in open_ if data not in path.parents]
    if open_:
        names = " ".join(map(str, open_))
        yield Finding("files", "look", f"others on this machine may read {names}", f"run: chmod go-rwx {names}")
    else:
        yield Finding("files", "ok", "nobody else on this machine may read our files")


def _ours(env_file: Path, data: Path) -> Iterable[Path]:
    return (env_file, *(sorted(data.glob("*.db*")) if data.is_dir() else ()), data / "secret.key")


def _readable(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def secret(settings: Settings, env_file: Path, data: Path) -> Iterator[Finding]:
    """Where the key of hashes and seals comes from."""
    file, given = data / "secret.key", settings.secret_key.get_secret_value()
    if given:
        where = "the environment" if os.environ.get("SECRET_KEY") else str(env_file)
        yield Finding("secret", "ok", f"SECRET_KEY comes from {where}")
    elif not settings.small:
        yield Finding("secret", "fault", "with PostgreSQL there must be a SECRET_KEY",
                      "set SECRET_KEY, the same for every program: openssl rand -hex 32")  # fmt: skip
    elif file.exists():
        yield Finding("secret", "ok", f"the key is in {file}; keep a copy of it apart from backups of the database")
    else:
        yield Finding("secret", "ok", f"the key is made at the first start, in {file}")
    if settings.secret_keys_old:
        yield Finding("old keys", "look", f"{len(settings.secret_keys_old)} keys of before are still accepted",
                      "take the oldest out of SECRET_KEYS_OLD when those who matter have come back")  # fmt: skip


def reading(library: Library | None = None) -> Iterator[Finding]:
    """What pictures are read with, for the languages of content; and fonts for what is drawn."""
    languages = (library or load()).languages
    yield _packs(sorted(languages))
    names = {name for root in FONTS for _, _, files in os.walk(root) for name in files}
    yield _fonts(sorted({script_of(language.name) for language in languages.values()}), names)


def _packs(tags: list[str]) -> Finding:
    here = packs()
    if not here:
        return Finding("pictures", "look", "Tesseract is not installed: words in pictures cannot be read",
                       "Debian: apt install tesseract-ocr tesseract-ocr-osd")  # fmt: skip
    missing = [tag for tag in tags if tag in PACKS and PACKS[tag] not in here]
    unknown = [tag for tag in tags if tag not in PACKS]
    if "osd" not in here or missing:
        wanted = [PACKS[tag].replace("_", "-") for tag in missing] + ([] if "osd" in here else ["osd"])
        return Finding("pictures", "look", f"packs are missing for {', '.join(missing) or 'telling scripts apart'}",
                       f"Debian: apt install {' '.join('tesseract-ocr-' + pack for pack in wanted)}")  # fmt: skip
    rest = f"; pictures in {', '.join(unknown)} are not read" if unknown else ""
    return Finding("pictures", "ok", f"words in pictures are read in {len(tags) - len(unknown)} languages{rest}")


def script_of(name: str) -> str:
    """The script of a language's own name: "ไทย" is "THAI"."""
    letters = (unicodedata.name(char, "LATIN").split(" ")[0] for char in name if char.isalpha())
    return next(letters, "LATIN")


def _fonts(scripts: list[str], names: Iterable[str]) -> Finding:
    """A font is known by its file's name, which has the script in it (NotoSansThai-Regular.ttf)."""
    lower = " ".join(names).lower()
    missing = [script.title() for script in scripts if script not in EVERYWHERE and script.lower() not in lower]
    if missing:
        return Finding("fonts", "look", f"no font for {', '.join(missing)}: a paper in it can't be drawn",
                       "Debian: apt install fonts-noto-core fonts-noto-cjk")  # fmt: skip
    return Finding("fonts", "ok", "there is a font for every script of our languages")
