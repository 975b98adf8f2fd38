"""Messages a second, ours beside SpamAssassin and a TF-IDF + logistic regression, in one run on the same texts.

    python -m tests.benchmarks.compare [--texts FILE.jsonl]

SpamAssassin must be installed (spamd and spamc; its network tests are switched off); scikit-learn too. What is
missing is left out. Texts are the phrases' own examples unless a file with `text` fields is given.
"""

import argparse
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from checks import check, prepare
from content import proofs
from tests.benchmarks.speed import texts

ROUNDS = 3


def rate(work: Callable[[str], object], given: Sequence[str]) -> float:
    """Messages a second: the best of a few rounds over all texts."""
    best = 0.0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for text in given:
            work(text)
        best = max(best, len(given) / (time.perf_counter() - began))
    return best


@contextmanager
def spamd() -> Iterator[Callable[[str], object] | None]:
    """SpamAssassin's daemon on loopback without network tests, asked over its own protocol."""
    program = shutil.which("spamd") or "/usr/sbin/spamd"
    if not Path(program).exists():
        yield None
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--local", "--listen", f"127.0.0.1:{port}", "--max-children", "1", "--nouser-config"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _ready(port) and (lambda text: _ask(port, text))
    finally:
        process.terminate()
        process.wait(10)


def _ready(port: int) -> bool:
    for _ in range(150):
        try:
            _ask(port, "ready?")
        except OSError:
            time.sleep(0.2)
        else:
            return True
    return False


def _ask(port: int, text: str) -> bytes:
    mail = f"From: a@example.com\r\nTo: b@example.com\r\nSubject: offer\r\n\r\n{text}\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(b"CHECK SPAMC/1.5\r\nContent-length: %d\r\n\r\n" % len(mail) + mail)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def regression() -> Callable[[str], object] | None:
    """Trained on the phrases' examples: enough to have the right size for a speed comparison."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  # optional here
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # as above
        from sklearn.pipeline import make_pipeline  # noqa: PLC0415  # as above
    except ImportError:
        return None
    phrases = [p for x in proofs().languages.values() for p in x.phrases]
    given = [(t, 1) for p in phrases for t in p.match] + [(t, 0) for p in phrases for t in p.ignore]
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=300))
    model.fit([t for t, _ in given], [y for _, y in given])
    return lambda text: model.predict_proba([text])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="JSONL with a text field")
    parser.add_argument("--most", type=int, default=300, help="how many texts")
    options = parser.parse_args()
    library = proofs()
    checker = prepare(library)
    given = _read(options.texts) if options.texts else texts(library, 600, options.most)
    given = given[: options.most]
    for text in given:
        check(text, checker)
    ours = rate(lambda text: check(text, checker), given)
    print(f"{len(given)} texts, {sum(map(len, given)) // len(given)} characters on average")
    print(f"{'ours':28} {ours:8.1f} messages/s")
    with spamd() as ask:
        _line("SpamAssassin, no network", ask, given, ours)
    _line("TF-IDF + logistic regression", regression(), given, ours)


def _line(name: str, work: Callable[[str], object] | None, given: Sequence[str], ours: float) -> None:
    if not work:
        print(f"{name:28} not installed")
        return
    theirs = rate(work, given)
    print(f"{name:28} {theirs:8.1f} messages/s   ours is {ours / theirs:.2f} times that")


def _read(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
