"""`marketplace serve` and `marketplace worker`: the two kinds of process."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click
import structlog
from flask import Flask

from config import Config
from marketplace.accounts.queries import has_demo_accounts
from marketplace.app import create_app
from marketplace.cli.child_processes import CHILD, Supervisor
from marketplace.core import jobs, outbox
from marketplace.core.db import DatabaseAway, session
from marketplace.core.heartbeat import Heart
from marketplace.core.runtime import config
from marketplace.web.plumbing.server import serve as run_server

log = structlog.get_logger()
IDLE_SECONDS = 0.5
AWAY_SECONDS = 3.0


@click.command()
@click.option("--host", default="0.0.0.0", help="address to listen on")
@click.option("--port", default=lambda: int(os.environ.get("PORT", "8000")), type=int)
@click.option("--with-worker", is_flag=True, help="run a worker as a child of the web process")
def serve(host: str, port: int, with_worker: bool) -> None:
    """Serve the pages (and, if asked, run a worker)."""
    app = create_app()
    with app.app_context():
        refuse_demo_in_production()
        settings = config()
    own = ("serve", "--host", host, "--port", str(port))
    beside = [("worker",)] * with_worker + [("copy",)] * _copies(settings)
    children = Supervisor(*beside, *[own] * (_processes(settings) - 1))
    click.echo(f"Gian hàng Phụ nữ: {settings.public_url}")
    try:
        run_server(app, host, port, settings.web_threads, in_turns=_computes_here(settings))
    except OSError as fault:
        raise SystemExit(f"cannot listen on port {port}: {fault.strerror}") from fault
    finally:
        children.stop()


@click.command()
@click.option("--until-idle", is_flag=True, help="do what the outbox holds due, then stop")
def worker(until_idle: bool) -> None:
    """Run due outbox rows and scheduled jobs until told to stop."""
    app = create_app()
    if until_idle:
        work_until_idle(app)
        return
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: stopping.append(received))
    work_until(app, stopping)


def work_until(app: Flask, stopping: list[int]) -> None:
    """Serve every lane by a thread of its own, and keep the clock, until `stopping` holds something."""
    seen: dict[str, datetime] = {}
    with app.app_context():
        refuse_demo_in_production()
        heart, lanes = Heart(), [LaneWorker(app, lane, stopping) for lane in outbox.LANES]
        try:
            while not stopping and all(lane.is_alive() for lane in lanes):
                with waiting_for_the_database():
                    heart.beat()
                    jobs.enqueue_due(seen)
                time.sleep(IDLE_SECONDS)
        finally:
            is_told = bool(stopping)
            stopping.append(0)
            for lane in lanes:
                lane.join()
        if not is_told:
            raise SystemExit("a lane of work has died; whoever looks after this process starts it again")
        heart.stop()


class LaneWorker(threading.Thread):
    """Takes up what is due of one lane, and rests a little when nothing is, until `stopping` holds something."""

    def __init__(self, app: Flask, lane: str, stopping: list[int]) -> None:
        super().__init__(name=lane, daemon=True)
        self._app, self._lane, self._stopping = app, lane, stopping
        self.start()

    def run(self) -> None:
        """Work until told to stop; a failure outside of the work itself ends the thread."""
        with self._app.app_context():
            while not self._stopping:
                done = 0
                with waiting_for_the_database():
                    done = outbox.run_due(limit=1, lane=self._lane)
                if done == 0:
                    time.sleep(IDLE_SECONDS)


@contextmanager
def waiting_for_the_database() -> Iterator[None]:
    """Wait a while where the database is away or its disk full: what is due stays due."""
    try:
        yield
    except DatabaseAway as fault:
        session.remove()
        log.error("database away", error=str(fault.orig)[:200])
        time.sleep(AWAY_SECONDS)


def work_until_idle(app: Flask) -> None:
    """Run due outbox rows until none is left."""
    with app.app_context():
        refuse_demo_in_production()
        while outbox.run_due():
            pass


def refuse_demo_in_production() -> None:
    """Refuse to start production on demo data, whose passwords are published in the README."""
    if config().is_production and has_demo_accounts():
        raise SystemExit("this database holds demo accounts; production refuses to start with them")


def _computes_here(settings: Config) -> bool:
    """Whether the database runs inside this process (SQLite) instead of in a server that threads wait for."""
    return settings.database_url.startswith("sqlite")


def _copies(settings: Config) -> bool:
    """Whether this process keeps the continuous copy: the first one does, where a folder is set."""
    return settings.copy_to is not None and os.environ.get(CHILD) != "1"


def _processes(settings: object) -> int:
    own_child = os.environ.get(CHILD) == "1"
    return 1 if own_child else int(getattr(settings, "web_processes", 1))


plug = (serve, worker)
