"""`marketplace seal TABLE KEY`: a row that was put right at the database gets a new seal, and the trail says so."""

import click

from marketplace.app import create_app
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.row_seals import seal_row
from marketplace.core.transactions import transaction


@click.command("seal")
@click.argument("table")
@click.argument("key")
@click.option("--reason", required=True, help="who judged the row right, and by what; it stands in the audit trail")
def seal(table: str, key: str, reason: str) -> None:
    """Seal one row anew as it stands, after a person has compared it with a backup or a paper."""
    with create_app().app_context(), transaction():
        if not seal_row(table, key):
            raise click.ClickException(f"no sealed row: {table} {key}")
        details = {"name": f"{table} {key}", "why": reason}
        record("row.sealed", "row", int(key) if key.isdecimal() else None, by=SYSTEM_ACTOR, details=details)
    click.echo(f"{table} {key}: sealed as it stands")


plug = (seal,)
