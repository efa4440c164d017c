"""`marketplace serve` and `worker`: what they refuse to start on, and how the real processes behave."""

import os
import secrets
import signal
import socket
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pysqlite3
import pytest
from click.testing import CliRunner
from flask import Flask

from config import BadSettings, Config
from marketplace.cli import main, serve
from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import engine_options, session
from marketplace.core.heartbeat import WorkerBeat
from marketplace.core.outbox import DONE, OutboxRow
from marketplace.core.transactions import transaction
from tests.builders import make_account
from tests.cli.conftest import Environment

PATIENCE = 120.0  # no more than a limit: beside three other processes of tests a start takes half a minute


def _until(found: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Wait for something to be so; gives it."""
    end = time.monotonic() + patience
    while not (answer := found()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
    return answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answer(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
    except OSError:
        return 0, ""


def _children(pid: int) -> list[int]:
    """The processes begun by another one, dead ones not yet taken note of included."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    parent = int(stat.read().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == pid:
                found.append(int(entry))
    return found


class TestRefusals:
    @pytest.fixture
    def production(self, environment: Environment, monkeypatch: pytest.MonkeyPatch) -> Environment:
        told = {
            "ENVIRONMENT": "production",
            "PUBLIC_URL": "https://gianhang.example",
            "SECRET_KEY": secrets.token_urlsafe(32),
            "SEALING_KEYS": f"1:{b64encode(secrets.token_bytes(32)).decode()}",
        }
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        return environment | told

    @pytest.mark.parametrize("command", [serve.serve, serve.worker])
    def test_production_does_not_start_on_demo_accounts(self, production: Environment, command: Any) -> None:
        with transaction():
            make_account(is_demo=True)
        refused = CliRunner().invoke(command, [])
        assert refused.exit_code == 1
        assert "this database holds demo accounts" in str(refused.exception)

    @pytest.mark.parametrize(
        ("name", "value", "says"),
        [
            ("DEBUG", "1", "settings: DEBUG must be off in production"),
            ("PUBLIC_URL", "http://gianhang.example", "settings: PUBLIC_URL must be https in production"),
            ("SECRET_KEY", "a" * 40, "settings: SECRET_KEY must be random"),
            ("SEALING_KEYS", f"1:{b64encode(bytes(32)).decode()}", "settings: key 1 of SEALING_KEYS must be random"),
        ],
    )
    def test_production_does_not_start_on_dangerous_settings(
        self, production: Environment, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
    ) -> None:
        monkeypatch.setenv(name, value)
        assert says in self._refusal_of("serve", monkeypatch)

    @pytest.mark.sqlite_only
    @pytest.mark.parametrize("command", ["serve", "worker", "verify"])
    def test_nothing_starts_on_an_affected_sqlite(
        self, environment: Environment, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        monkeypatch.setattr(pysqlite3, "sqlite_version_info", (3, 40, 1))
        assert "settings: SQLite 3.40.1 can lose commits" in self._refusal_of(command, monkeypatch)

    def _refusal_of(self, command: str, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr("sys.argv", ["marketplace", command])
        with pytest.raises(SystemExit) as refused:
            main()
        return str(refused.value)


@pytest.mark.parametrize(
    ("version", "is_sound"),
    [
        ((3, 37, 0), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_only_releases_without_the_race_are_sound(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], is_sound: bool
) -> None:
    monkeypatch.setattr(pysqlite3, "sqlite_version_info", version)
    if is_sound:
        assert engine_options("sqlite:///x.db")["module"] is pysqlite3
    else:
        with pytest.raises(BadSettings, match="can lose commits"):
            engine_options("sqlite:///x.db")


def test_a_worker_does_the_work_shows_its_heart_and_stops_as_told(app: Flask, start: Any) -> None:
    with transaction():
        session.query(OutboxRow).delete()
        outbox.enqueue("marketplace.cart.jobs:unknown to this version", {})
        outbox.enqueue("marketplace.audit.jobs:seal_audit_trail", {}, dedupe_key="now")
    worker = start("worker")

    def is_done() -> bool:
        session.rollback()
        return session.query(OutboxRow).filter_by(dedupe_key="now", state=DONE).count() == 1

    _until(is_done)
    assert session.query(WorkerBeat).count() == 1
    session.rollback()
    assert worker.stop(signal.SIGTERM) == (0, "")
    assert session.query(WorkerBeat).count() == 0


def test_a_worker_may_stop_by_itself_when_nothing_is_due(app: Flask, start: Any) -> None:
    with transaction():
        session.query(OutboxRow).delete()
        for number in range(3):
            outbox.enqueue("marketplace.audit.jobs:seal_audit_trail", {}, dedupe_key=f"now-{number}")
        outbox.enqueue(
            "marketplace.audit.jobs:seal_audit_trail", {}, dedupe_key="later", run_at=now() + timedelta(hours=1)
        )
    worker = start("worker", "--until-idle")
    assert worker.process.wait(60) == 0
    assert {row.dedupe_key for row in session.query(OutboxRow).filter_by(state=DONE)} == {"now-0", "now-1", "now-2"}


def test_a_worker_killed_beside_the_web_process_is_replaced(app: Flask, settings: Config, start: Any) -> None:
    port = _free_port()
    serving = start("serve", "--host", "127.0.0.1", "--port", str(port), "--with-worker")
    _until(lambda: _answer(port, "/readyz") == (200, "ok\nworker: seen"))
    assert _answer(port, "/healthz") == (200, "ok")
    (first,) = _children(serving.process.pid)
    os.kill(first, signal.SIGKILL)
    (second,) = _until(lambda: [pid for pid in _children(serving.process.pid) if pid != first])
    assert _children(serving.process.pid) == [second]  # the dead one was taken note of

    def beats() -> bool:
        session.rollback()
        return session.query(WorkerBeat).filter(WorkerBeat.name.endswith(f":{second}")).count() == 1

    _until(beats)
    session.rollback()
    code, said = serving.stop(signal.SIGTERM)
    assert code == 0 and "worker ended (-9); again in 1 s" in said
    assert not os.path.exists(f"/proc/{second}")


def test_a_port_in_use_is_named(app: Flask, start: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        serving = start("serve", "--host", "127.0.0.1", "--port", str(port))
        _, said = serving.process.communicate(timeout=PATIENCE)
    assert serving.process.returncode == 1 and f"cannot listen on port {port}" in said
