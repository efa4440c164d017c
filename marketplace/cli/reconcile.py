"""`marketplace reconcile`: lay our books beside the card provider's now, as the worker does every night."""

from datetime import datetime, time

import click

from marketplace.app import create_app
from marketplace.core.clock import VIETNAM
from marketplace.payments.errors import ProviderAway, ProviderBusy
from marketplace.payments.exchanges import compare_with_provider, stripe_api


@click.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="a day in Vietnam; else from the last comparison on")
def reconcile(since: datetime | None) -> None:
    """Compare all card money since a day with the provider; after a restore, name the day of the backup or earlier."""
    with create_app().app_context():
        if not stripe_api.is_configured():
            raise SystemExit("no card provider is configured")
        try:
            run = compare_with_provider(_midnight(since) if since else None)
        except (ProviderAway, ProviderBusy) as fault:
            raise SystemExit("the card provider does not answer; nothing is lost, try again later") from fault
    click.echo(f"{run.seen} seen at the provider, {run.corrected} put right here, {run.tasks} left to the operators")
    if run.tasks:
        click.echo("see /staff/money/provider")


def _midnight(day: datetime) -> datetime:
    return datetime.combine(day.date(), time.min, tzinfo=VIETNAM)


plug = (reconcile,)
