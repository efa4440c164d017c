"""Child processes of the web process (a worker, further web processes); one that dies is restarted."""

import os
import signal
import subprocess
import sys
import threading
import time

import click

CHILD = "MARKETPLACE_CHILD"
LOOK_EVERY = 0.5
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
SOUND_AFTER = 60.0  # who lived so long starts again with the first wait


class ChildProcess:
    """One child process: `marketplace <words>`."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self._wait = FIRST_WAIT
        self._again_at: float | None = None
        self.start()

    def start(self) -> None:
        """Start it."""
        self._again_at, self._started = None, time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "marketplace.cli", *self._words], env={**os.environ, CHILD: "1"}
        )

    def look_after(self) -> None:
        """Reap the process if it ended (no zombies stay), and restart it when its delay is over.

        One that exited with 0 was told to stop and stays stopped.
        """
        code = self.process.poll()
        if not code:
            return
        if self._again_at is None:
            self._plan(code)
        elif time.monotonic() >= self._again_at:
            self.start()

    def _plan(self, code: int) -> None:
        lived = time.monotonic() - self._started
        self._wait = FIRST_WAIT if lived >= SOUND_AFTER else self._wait
        self._again_at = time.monotonic() + self._wait
        click.echo(f"{' '.join(self._words)} ended ({code}); again in {self._wait:.0f} s", err=True)
        self._wait = min(self._wait * 2, LONGEST_WAIT)


class Supervisor:
    """All child processes, supervised by a thread until told to stop."""

    def __init__(self, *commands: tuple[str, ...]) -> None:
        self._members = [ChildProcess(*words) for words in commands]
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._look_after, name="supervisor", daemon=True)
        self._watch.start()

    def _look_after(self) -> None:
        while not self._stopping.wait(LOOK_EVERY):
            for member in self._members:
                member.look_after()

    def stop(self) -> None:
        """Tell each process to finish its work, wait for that, and restart none."""
        self._stopping.set()
        self._watch.join()
        for member in self._members:
            member.process.send_signal(signal.SIGTERM)
        for member in self._members:
            member.process.wait(timeout=30)
