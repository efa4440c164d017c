"""`marketplace facts rebuild`: rewrite missing or wrong outcome facts from the records."""

import click

from marketplace.app import create_app
from marketplace.core.transactions import in_transaction
from marketplace.programme.services.outcomes import renew_facts, slices


@click.group()
def facts() -> None:
    """The outcome facts from which every figure of a programme is computed."""


@facts.command()
def rebuild() -> None:
    """Compare all facts with the records and correct differences, slice by slice; interrupted, run it again."""
    with create_app().app_context():
        changed = 0
        for kind, first, last in list(slices()):
            changed += in_transaction(lambda part=(kind, first, last): renew_facts(*part))  # type: ignore[misc]
    click.echo(f"{changed} facts written or removed")


commands = [facts]
