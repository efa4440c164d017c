"""The commands as an operator runs them: processes of their own, told everything through the environment."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from flask import Flask

from config import ROOT, Config

Environment = dict[str, str]


@pytest.fixture
def environment(app: Flask, settings: Config, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Settings of the installation under test, for this process too."""
    told = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": settings.database_url,
        "PUBLIC_URL": "http://localhost",
        "VAR_DIR": str(settings.var),
        "UPLOADS_DIR": str(settings.uploads),
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **told}


class Started:
    """A command running beside the test."""

    def __init__(self, environment: Environment, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "marketplace.cli", *words],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def stop(self, number: int) -> tuple[int, str]:
        """Send a signal; gives the exit code and what was said."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


@pytest.fixture
def start(environment: Environment) -> Iterator[type[Started]]:
    """Starts commands; whatever still runs at the end is killed, children included."""
    running: list[Started] = []

    def begin(*words: str) -> Started:
        running.append(Started(environment, *words))
        return running[-1]

    yield begin  # type: ignore[misc]
    for command in running:
        if command.process.poll() is None:
            os.killpg(command.process.pid, 9)
            command.process.wait(timeout=10)
