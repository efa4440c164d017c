"""Servers under measurement: started as people start them, with their CPU and memory read from outside."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType

TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A process tree that answers HTTP on a port of its own, from start to stop."""

    def __init__(self, words: list[str], environ: dict[str, str], probe: str = "/healthz") -> None:
        self.port = int(environ.get("PORT", "0")) or free_port()
        self.began = time.monotonic()
        environment = {**os.environ, **environ, "PORT": str(self.port)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.process = subprocess.Popen(
            [sys.executable, *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.seconds_to_first_answer = self._wait(probe)

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(timeout=40)

    def _wait(self, probe: str) -> float:
        while time.monotonic() - self.began < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{probe}", timeout=5) as answer:
                    answer.read()
                    return time.monotonic() - self.began
            except OSError:
                time.sleep(0.01)
        raise RuntimeError("the server does not answer")

    def cpu_seconds(self) -> float:
        """CPU the whole tree has used so far, user and system."""
        return sum(_cpu_of(pid) for pid in self._tree())

    def resident_mb(self) -> float:
        """Resident memory of the largest process of the tree."""
        return max(_resident_of(pid) for pid in self._tree())

    def _tree(self) -> list[int]:
        found, parents = [self.process.pid], [self.process.pid]
        while parents:
            children = Path(f"/proc/{parents.pop()}/task").glob("*/children")
            young = [int(pid) for path in children for pid in path.read_text().split()]
            found += young
            parents += young
        return found


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _resident_of(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
