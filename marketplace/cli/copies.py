"""`marketplace copy`: a continuous copy of database and uploads, its restore, and the point it reaches."""

import signal
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from config import Config, load
from marketplace.app import create_app
from marketplace.core.backup import BackupRefused
from marketplace.core.clock import VIETNAM
from marketplace.core.continuous_copy import (
    copy_new_uploads,
    followers,
    forget_old,
    is_following,
    lay_out_server,
    make_base,
    point_reached,
    restore_database,
    restore_uploads,
)
from marketplace.core.promises import violations

UPLOADS_EVERY, KEPT_EVERY = 10.0, 3600.0  # seconds
LOOK_EVERY = 0.2
MOMENTS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]


@click.group()
def copy() -> None:
    """The continuous copy between backups, in the folder or below the mount that COPY_TO names."""


@copy.command("run")
def run() -> None:
    """Follow the database and the uploads until told to stop; ends with a fault when the follower does."""
    settings, target = load(), _target()
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: stopping.append(received))
    try:
        command, environment = followers(settings.database_url, target)
        child = subprocess.Popen(command, env=environment)
        try:
            _follow(child, settings, target, stopping)
        finally:
            child.terminate()
            child.wait()
    except BackupRefused as refusal:
        raise SystemExit(f"copy refused: {refusal}") from refusal
    if not stopping:
        raise SystemExit(f"{Path(command[0]).name} ended ({child.returncode})")


def _follow(child: "subprocess.Popen[bytes]", settings: Config, target: Path, stopping: list[int]) -> None:
    copied_at, due_at, kept_at = 0.0, 0.0, 0.0
    while not stopping and child.poll() is None:
        if time.monotonic() >= due_at:
            began = time.time()
            copy_new_uploads(settings.uploads, target, copied_at)
            copied_at, due_at = began, time.monotonic() + UPLOADS_EVERY
        if time.monotonic() >= kept_at and is_following(settings.database_url, target):
            make_base(settings.database_url, target)
            forget_old(settings.uploads, target)
            kept_at = time.monotonic() + KEPT_EVERY
        time.sleep(LOOK_EVERY)


@copy.command("restore")
@click.option("--until", type=click.DateTime(MOMENTS), help="a moment in Vietnam's time; else as late as the copy goes")
@click.option("--to", "data", type=click.Path(path_type=Path), help="PostgreSQL: the new server's empty data folder")
def restore(until: datetime | None, data: Path | None) -> None:
    """Restore the copy into an empty installation, check every promise, and print the point reached.

    For PostgreSQL it lays out a data folder; start the server on it, then say `marketplace copy point`.
    """
    settings, target = load(), _target()
    moment = until.replace(tzinfo=VIETNAM).astimezone(UTC) if until else None
    try:
        if data is not None:
            lay_out_server(target, data, until=moment)
        else:
            restore_database(settings.database_url, target, until=moment)
        files = restore_uploads(target, settings.uploads)
    except BackupRefused as refusal:
        raise SystemExit(f"restore refused: {refusal}") from refusal
    click.echo(f"{files} files")
    if data is not None:
        click.echo(f"start the server on {data}; it recovers by itself. Then: marketplace copy point")
        return
    raise SystemExit(_tell_point(check=True))


@copy.command("point")
@click.option("--check", is_flag=True, help="check every promise too, as a restore does")
def point(check: bool) -> None:
    """Print the moment of the last thing written to this database: how far a restored copy goes."""
    raise SystemExit(_tell_point(check=check))


def _tell_point(*, check: bool) -> int:
    with create_app().app_context():
        reached = point_reached()
        broken = [f"{promise.id}: {line}" for promise, line in violations(full=True)] if check else []
    told = f"{reached.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S.%f}"[:-3] if reached else "nothing was written yet"
    click.echo("\n".join([f"point reached: {told}", *broken]))
    return 1 if broken else 0


def _target() -> Path:
    target = load().copy_to
    if target is None:
        raise SystemExit("COPY_TO names no folder for the continuous copy (docs/settings.md)")
    return target


plug = (copy,)
