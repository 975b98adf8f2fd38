"""The programs that are measured, and a PostgreSQL that can be killed."""

import asyncio
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil


@dataclass
class Program:
    """A program that is started again when it was killed."""

    command: list[str]
    env: dict[str, str]
    folder: Path
    process: asyncio.subprocess.Process | None = None
    cpu: float = 0.0

    async def start(self) -> None:
        with (self.folder / "log").open("ab") as out:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *self.command, cwd=self.folder, env=self.env, stdout=out, stderr=out
            )

    def used(self) -> tuple[float, float]:
        """Seconds of CPU and MB of memory so far, with its children; what they share is counted once."""
        cpu = memory = 0.0
        with suppress(psutil.Error, AttributeError):
            first = psutil.Process(self.process.pid)  # type: ignore[union-attr]  # it is there, or the test fails
            for one in (first, *first.children(recursive=True)):
                times = one.cpu_times()
                cpu, memory = cpu + times.user + times.system, memory + one.memory_full_info().pss / 1e6
        return cpu, memory

    async def stop(self, name: signal.Signals = signal.SIGTERM) -> None:
        if self.process and self.process.returncode is None:
            self.process.send_signal(name)
            await self.process.wait()


@dataclass
class World:
    """All programs of one way to run, and where to bring updates."""

    programs: list[Program] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    postgres: "Postgres | None" = None


class Postgres:
    """A server that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        import pgserver  # noqa: PLC0415  # not on every Python

        self.server = pgserver.get_server(folder, cleanup_mode="delete")
        self.url = self.server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        self.folder = folder

    def database(self, name: str) -> str:
        """The address of a new database."""
        self.server.psql(f"create database {name};")
        address = urlsplit(self.url)
        return address._replace(path=f"/{name}").geturl()

    async def kill(self) -> None:
        from pgserver._commands import pg_ctl  # noqa: PLC0415  # only this test or run needs it

        pid = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        socket = (self.folder / "postmaster.pid").read_text().splitlines()[4]
        with suppress(psutil.Error):
            postmaster = psutil.Process(pid)
            children = postmaster.children()
            postmaster.kill()
            for child in children:
                with suppress(psutil.Error):
                    child.kill()
        await asyncio.sleep(1.0)
        # In a container nobody may collect a killed process; PostgreSQL would think that it still runs.
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (self.folder / name).unlink(missing_ok=True)
        how = ["-w", "-o", '-h ""', "-o", f"-k {socket}", "-l", str(self.folder / "log"), "start"]
        await asyncio.to_thread(pg_ctl, how, pgdata=self.folder, user=self.server.system_user, timeout=60)


def free_port() -> int:
    import socket  # noqa: PLC0415  # only this test or run needs it

    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
