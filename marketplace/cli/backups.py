"""`marketplace backup` and `marketplace restore`."""

from pathlib import Path

import click

from marketplace.app import create_app
from marketplace.core.backup import BackupRefused, back_up, check
from marketplace.core.backup import restore as put_back
from marketplace.core.clock import VIETNAM, now
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
def restore(source: Path, check_only: bool) -> None:
    """Restore the backup SOURCE into an empty installation, then check every promise."""
    with create_app().app_context():
        try:
            manifest = check(source)
            if not check_only:
                put_back(source, config().database_url, config().uploads)
        except BackupRefused as refusal:
            raise SystemExit(f"restore refused: {refusal}") from refusal
        broken = [] if check_only else [f"{promise.id}: {line}" for promise, line in violations(full=True)]
    click.echo("\n".join([f"{len(manifest['files'])} files of {manifest['made_at']}", *broken]))
    raise SystemExit(1 if broken else 0)


plug = (backup, restore)
