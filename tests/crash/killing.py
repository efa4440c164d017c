"""Killing a process at the k-th edge of a flow: before each SQL statement and commit, around each call outside."""

import os
import signal
from collections.abc import Callable
from typing import Any

import requests
from flask import Flask
from sqlalchemy import event

from marketplace.core.db import db


class Edges:
    """Counts the edges of a flow; at the wanted one the process dies as by a power cut."""

    def __init__(self, die_at: int) -> None:
        self.count, self._die_at = 0, die_at

    def pass_one(self, *_args: Any, **_kwargs: Any) -> None:
        """One edge is passed, or never passed."""
        self.count += 1
        if self.count == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Put edges before statements and commits, and around every call to the outside."""
        event.listen(db.engine, "before_cursor_execute", self.pass_one)
        event.listen(db.engine, "commit", self.pass_one)
        send = requests.Session.send

        def sending(session: requests.Session, *args: Any, **kwargs: Any) -> requests.Response:
            self.pass_one()
            answer = send(session, *args, **kwargs)
            self.pass_one()
            return answer

        requests.Session.send = sending  # type: ignore[method-assign]


def run_and_die(app: Flask, flow: Callable[[], None], die_at: int) -> int | None:
    """Run a flow in a process of its own that dies at an edge; gives the edges passed, None when it died."""
    reader, writer = os.pipe()
    db.session.remove()
    db.engine.dispose()
    child = os.fork()
    if child == 0:
        _be_the_child(app, flow, die_at, writer)
    os.close(writer)
    _pid, status = os.waitpid(child, 0)
    told = os.read(reader, 100).decode()
    os.close(reader)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    assert os.WEXITSTATUS(status) == 0, told or "the flow failed in the child"
    return int(told)


def _be_the_child(app: Flask, flow: Callable[[], None], die_at: int, writer: int) -> None:
    try:
        edges = Edges(die_at)
        with app.app_context():
            edges.watch()
            flow()
            edges.pass_one()
        os.write(writer, str(edges.count).encode())
        os._exit(0)
    except BaseException as fault:
        os.write(writer, repr(fault)[:90].encode())
        os._exit(1)
