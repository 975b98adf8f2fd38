"""What waits: texts, pictures and papers, and on PostgreSQL the jobs that do the regular work. Only read."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, exists, func, select, text

from bot.doctor.model import Finding
from bot.inbox.handed import slow_state
from bot.inbox.table import INBOX, now_of, state

LONG_S = 60.0  # an update that waits longer has no worker, or Telegram is away
LONG_SLOW_S = 900.0  # a picture that waits longer: two are read at a time in each worker
LONG_JOB_S = 300.0  # regular work is begun each minute
TRIED = "see that a worker runs and that Telegram can be reached; then /metrics"
MORE = "see that a worker runs; when many come for long, start one more worker"
WAITING = text(
    "select j.task_name, extract(epoch from now() - min(e.at)) from jobs.procrastinate_jobs j "
    "join jobs.procrastinate_events e on e.job_id = j.id where j.status = 'todo' and j.queue_name = 'slow' "
    "group by j.task_name order by 2 desc limit 1"
)


def queues(connection: Connection) -> Iterator[Finding]:
    now = now_of(connection)
    waiting, oldest = state(connection, now)
    quick = connection.scalar(select(func.min(INBOX.c.at)).where(~behind_a_picture())) or now
    slow, slowest = slow_state(connection, now)
    again = connection.scalar(select(func.count()).select_from(INBOX).where(INBOX.c.tries > 1))
    says = f"{waiting} updates wait, the oldest for {oldest:.0f} s; {again} were tried before"
    yield _judged("queue", says, now - quick, LONG_S, TRIED)
    says = f"{slow} pictures, papers and look-ups wait, the oldest for {slowest:.0f} s"
    yield _judged("slow queue", says, slowest, LONG_SLOW_S, MORE)
    if connection.dialect.name != "sqlite":
        yield _jobs(connection)


def behind_a_picture() -> ColumnElement[bool]:
    """A picture, or what its chat has sent after one."""
    other = INBOX.alias()
    return exists().where(other.c.chat == INBOX.c.chat, other.c.slow, other.c.update_id <= INBOX.c.update_id)


def _jobs(connection: Connection) -> Finding:
    """The regular work that has waited longest."""
    name, age = connection.execute(WAITING).one_or_none() or ("", 0.0)
    says = f"the regular work “{name}” waits for {age:.0f} s" if name else "no regular work waits"
    return _judged("jobs", says, float(age), LONG_JOB_S, "see that a worker runs; restart it when it says nothing")


def _judged(name: str, says: str, seconds: float, most: float, do: str) -> Finding:
    return Finding(name, "ok", says) if seconds < most else Finding(name, "fault", says, do)
