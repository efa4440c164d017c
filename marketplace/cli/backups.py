"""`marketplace backup` and `marketplace restore`."""

from datetime import datetime
from pathlib import Path

import click

from marketplace.app import create_app
from marketplace.core.backup import BackupRefused, back_up, check
from marketplace.core.backup import restore as put_back
from marketplace.core.clock import VIETNAM, now
from marketplace.core.continuous_copy import (
    is_continuous,
    last_instant,
    restore_database,
    restore_server,
    restore_uploads,
)
from marketplace.core.promises import violations
from marketplace.core.runtime import config


@click.command()
@click.argument("target", required=False, type=click.Path(path_type=Path))
def backup(target: Path | None) -> None:
    """Write the database and all uploads into a new folder TARGET (default: var/backups/<time>)."""
    with create_app().app_context():
        folder = target or config().var / "backups" / f"{now().astimezone(VIETNAM):%Y%m%d-%H%M%S}"
        try:
            manifest = back_up(config().database_url, config().uploads, folder)
        except BackupRefused as refusal:
            raise SystemExit(f"backup refused: {refusal}") from refusal
    click.echo(f"{folder}: {len(manifest['files'])} files")


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("--check-only", is_flag=True, help="compare the backup with its manifest, restore nothing")
@click.option("--at", type=click.DateTime(), help="of a continuous copy: the instant to restore, in Vietnamese time")
@click.option("--data-directory", type=click.Path(path_type=Path), help="where a copied PostgreSQL is laid out")
def restore(source: Path, check_only: bool, at: datetime | None, data_directory: Path | None) -> None:
    """Restore the backup or continuous copy SOURCE into an empty installation, then check every promise."""
    with create_app().app_context():
        try:
            if is_continuous(source):
                said = _restore_copy(source, at and at.replace(tzinfo=VIETNAM), data_directory)
            else:
                said = _restore_backup(source, check_only)
        except BackupRefused as refusal:
            raise SystemExit(f"restore refused: {refusal}") from refusal
        is_served = not check_only and data_directory is None
        broken = [f"{promise.id}: {line}" for promise, line in violations(full=True)] if is_served else []
        if is_served:
            said += f"\n{_reached()}"
    click.echo("\n".join([said, *broken]))
    raise SystemExit(1 if broken else 0)


@click.command("reached")
def reached() -> None:
    """Say up to which instant the database goes: after PostgreSQL has recovered from a continuous copy."""
    with create_app().app_context():
        click.echo(_reached())


def _restore_backup(source: Path, check_only: bool) -> str:
    manifest = check(source)
    if not check_only:
        put_back(source, config().database_url, config().uploads)
    return f"{len(manifest['files'])} files of {manifest['made_at']}"


def _restore_copy(source: Path, at: datetime | None, data_directory: Path | None) -> str:
    if data_directory is None:
        restore_database(source, config().database_url, at)
        restore_uploads(source, config().uploads)
        return f"restored from {source}"
    restore_server(source, data_directory, at)
    restore_uploads(source, config().uploads)
    return f"start PostgreSQL on {data_directory}: it recovers; then run marketplace reached, marketplace verify --full"


def _reached() -> str:
    instant = last_instant()
    if instant is None:
        return "reached: nothing was ever written"
    return f"reached: {instant.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S} (Vietnam)"


plug = (backup, restore, reached)
