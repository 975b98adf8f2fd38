"""Load on the running bot: answers a second, times at a rate, and kill -9 with errors of Telegram.

    python -m tests.benchmarks.load echo    # a bare echo bot with the same request backend, to compare with
    python -m tests.benchmarks.load small   # one program, SQLite, webhook
    python -m tests.benchmarks.load large   # one web, two workers, PostgreSQL
    python -m tests.benchmarks.load kill --updates 5000

`--rate` brings so many updates a second instead of as many as are taken; `--delay` is Telegram's, in seconds.
"""

import argparse
import asyncio
import itertools
import os
import random
import resource
import signal
import statistics
import tempfile
import time
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import aiohttp

from bot.store.seal import derive
from tests.benchmarks.programs import Postgres, Program, World, free_port
from tests.benchmarks.telegram import PICTURES, TOKEN, Telegram, bring, serve, update

ROOT = Path(__file__).parents[2]
SECRET = "a secret for measuring only"
HOOK = "/telegram"
KEPT = ("PATH", "HOME", "LANG", "CHECKERS", "MALLOC_ARENA_MAX", "TELEGRAM_BACKEND")
FREE = {"SENDS_A_SECOND": "100000", "CHAT_BURST": "100000", "ALL_A_MINUTE": "10000000", "CHAT_A_MINUTE": "100000"}


async def world(kind: str, telegram: Telegram, folder: Path) -> World:
    made = World()
    url = f"sqlite:///{folder}/bot.db"
    if kind in ("large", "kill"):
        pg = folder / "pg"
        pg.mkdir()
        made.postgres = await asyncio.to_thread(Postgres, pg)
        url = made.postgres.url
    keep = {name: os.environ[name] for name in KEPT if name in os.environ}
    env = keep | FREE | {"PYTHONPATH": str(ROOT), "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": telegram.url}
    env |= {"DATABASE_URL": url, "SECRET_KEY": SECRET, "HOST": "127.0.0.1", "WEBHOOK_URL": "https://bot.example.org"}
    roles = {
        "small": ["all"],
        "echo": ["echo"],
        "large": ["web", "worker", "worker"],
        "kill": ["web", "web", "worker", "worker"],
    }
    for role in roles[kind]:
        port = free_port()
        command = ["-m", "bot", *([role] if role in ("web", "worker") else [])]
        command = ["-m", "tests.benchmarks.echo"] if role == "echo" else command
        made.programs.append(Program(command, env | {"PORT": str(port)}, folder))
        if role != "worker":
            made.urls.append(f"http://127.0.0.1:{port}{HOOK}")
    if made.postgres:
        await Program(["-m", "bot", "release"], env, folder).start()
        await asyncio.sleep(4)
    for program in made.programs:
        await program.start()
    return made


async def ready(urls: list[str]) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(60):
        for url in urls:
            while True:
                with suppress(aiohttp.ClientError):
                    async with session.get(url.replace(HOOK, "/healthz")) as answer:
                        if answer.status == 200:
                            break
                await asyncio.sleep(0.1)


async def load(options: argparse.Namespace, telegram: Telegram, made: World) -> dict[int, float]:
    """Bring all updates; when each was brought."""
    secret = derive(SECRET.encode(), "webhook").hex()
    started: dict[int, float] = {}
    gate = asyncio.Semaphore(options.at_once)
    limits = aiohttp.TCPConnector(limit=options.at_once)
    async with aiohttp.ClientSession(connector=limits, timeout=aiohttp.ClientTimeout(total=12)) as session:

        async def one(number: int) -> None:
            async with gate:
                await bring(session, made.urls, update(number, options.chats), secret)

        async def flood() -> None:
            """Pictures from people of their own, evenly over a minute."""
            for number in range(PICTURES, PICTURES + options.images):
                tasks.append(asyncio.create_task(one(number)))
                await asyncio.sleep(60 / options.images)

        begun, tasks = time.perf_counter(), []
        if options.images:
            tasks.append(asyncio.create_task(flood()))
        for number in range(1, options.updates + 1):
            if options.rate:
                await asyncio.sleep(max(0.0, begun + number / options.rate - time.perf_counter()))
            else:
                while number - len(telegram.answers) > options.window:
                    await asyncio.sleep(0.002)
            started[number] = time.perf_counter()
            tasks.append(asyncio.create_task(one(number)))
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
    return started


async def watch(made: World, every: float) -> None:
    """Say every so many seconds how much memory each program has."""
    begun = time.perf_counter()
    while True:
        memory = [round(program.used()[1]) for program in made.programs]
        print(f"after {time.perf_counter() - begun:.0f} s: memory, MB: {memory}", flush=True)
        await asyncio.sleep(every)


async def killer(made: World, every: float, killed: list[str]) -> None:
    """kill -9 of one program or of PostgreSQL, again and again; each is started again at once."""
    while True:
        await asyncio.sleep(random.uniform(0.5, 1.5) * every)  # noqa: S311  # chance for a load, no secret
        choice = random.randrange(len(made.programs) + 1)  # noqa: S311  # chance for a load, no secret
        if choice == len(made.programs):
            if made.postgres:
                killed.append("postgres")
                await made.postgres.kill()
            continue
        program = made.programs[choice]
        killed.append(program.command[-1])
        await program.stop(signal.SIGKILL)
        await program.start()


async def measure(options: argparse.Namespace) -> None:
    telegram = Telegram(options.delay, options.errors)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load", ignore_cleanup_errors=True)))
        folder.chmod(0o755)
        runner = await serve(telegram)
        stack.push_async_callback(runner.cleanup)
        made = await world(options.kind, telegram, folder)
        await ready(made.urls)
        await asyncio.sleep(options.settle)
        before = [program.used()[0] for program in made.programs]
        own, begun, killed = _own(), time.perf_counter(), list[str]()
        hunting = asyncio.create_task(killer(made, options.every, killed)) if options.kind == "kill" else None
        watching = asyncio.create_task(watch(made, options.watch)) if options.watch else None
        started = await load(options, telegram, made)
        if watching:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        if hunting:
            hunting.cancel()
            await asyncio.gather(hunting, return_exceptions=True)
            for program in made.programs:
                if program.process is None or program.process.returncode is not None:
                    await program.start()
        await _all_answered(options.updates, telegram, options.patience)
        took = time.perf_counter() - begun
        report(options, telegram, started, took)
        used = [program.used() for program in made.programs]
        print(
            "CPU of each program, s:", [round(now[0] - was, 1) for now, was in zip(used, before, strict=True)], end="; "
        )
        print(
            "ms for each update:",
            [round((now[0] - was) * 1000 / options.updates, 1) for now, was in zip(used, before, strict=True)],
            end="; ",
        )
        print("memory, MB:", [round(now[1]) for now in used], end="; ")
        print(
            f"load generator and Telegram together: {_own() - own:.1f} s; load of the machine: {os.getloadavg()[0]:.1f}"
        )
        if killed:
            print(
                "killed -9:",
                {name: killed.count(name) for name in sorted(set(killed))},
                "Telegram errors:",
                telegram.refused,
            )
        for program in made.programs:
            await program.stop()
        print((folder / "log").read_text()[-options.log :] if options.log else "", end="")
        if made.postgres:
            with suppress(Exception):
                made.postgres.server.cleanup()


def _own() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _all_answered(count: int, telegram: Telegram, patience: float) -> None:
    last, since = -1, time.perf_counter()
    while len(telegram.answers) < count and time.perf_counter() - since < patience:
        if len(telegram.answers) != last:
            last, since = len(telegram.answers), time.perf_counter()
        await asyncio.sleep(0.01)
    await asyncio.sleep(1)


def report(options: argparse.Namespace, telegram: Telegram, started: dict[int, float], took: float) -> None:
    answers = {number: times for (_chat, number), times in telegram.answers.items() if number < PICTURES}
    if options.images:
        print(f"pictures answered: {len(telegram.answers) - len(answers)} of {options.images}")
    lost = [number for number in started if number not in answers]
    twice = sum(len(times) > 1 for times in answers.values())
    wrong = sum(_out_of_order(numbers) for numbers in telegram.order.values())
    times = sorted(answers[number][0] - at for number, at in started.items() if number in answers)
    p99 = times[int(len(times) * 0.99)] if times else 0.0
    last = max((t[0] for t in answers.values()), default=0.0) - min(started.values())
    print(
        f"{options.kind}: {len(started)} updates, {options.chats} chats, Telegram's delay {options.delay * 1000:.0f} ms"
    )
    print(
        f"answered {len(answers) / last:.0f}/s in {last:.1f} s; "
        f"p50 {statistics.median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms"
    )
    print(f"lost {len(lost)}, answered twice {twice}, out of order {wrong} ({took:.0f} s in all)")


def _out_of_order(numbers: list[int]) -> int:
    """How many answers came after the answer to a later message; a repeated one is counted elsewhere."""
    first = list(dict.fromkeys(numbers))
    return sum(later < earlier for earlier, later in itertools.pairwise(first))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["echo", "small", "large", "kill"])
    parser.add_argument("--updates", type=int, default=3000)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--rate", type=float, default=0.0)
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--errors", type=float, default=0.0)
    parser.add_argument("--every", type=float, default=4.0, help="seconds between kills")
    parser.add_argument("--at-once", type=int, default=40, help="connections to the webhook, as Telegram's")
    parser.add_argument("--window", type=int, default=200, help="updates that may be unanswered without --rate")
    parser.add_argument("--settle", type=float, default=4.0)
    parser.add_argument("--patience", type=float, default=60.0)
    parser.add_argument("--images", type=int, default=0, help="pictures that come beside the texts within a minute")
    parser.add_argument("--watch", type=float, default=0.0, help="seconds between looks at the memory")
    parser.add_argument("--log", type=int, default=0, help="characters of the programs' log to show")
    options = parser.parse_args()
    if options.kind == "kill":
        options.errors = options.errors or 0.05
    asyncio.run(measure(options))


if __name__ == "__main__":
    main()
