"""`marketplace reconcile`: lay our books beside the payment providers' now, as the worker does every night."""

from datetime import datetime, time

import click

from marketplace.app import create_app
from marketplace.core.clock import VIETNAM
from marketplace.payments.errors import ProviderAway, ProviderBusy
from marketplace.payments.exchanges import compare_with_provider
from marketplace.payments.models import ProviderComparison
from marketplace.payments.provider import PaymentProvider
from marketplace.payments.registries import configured_providers


@click.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="a day in Vietnam; else from the last comparison on")
def reconcile(since: datetime | None) -> None:
    """Compare all money at payment providers since a day; after a restore, name the day of the backup or earlier."""
    with create_app().app_context():
        providers = configured_providers()
        if not providers:
            raise SystemExit("no payment provider is configured")
        answers = [_compare(provider, since) for provider in providers]
    if None in answers:
        raise SystemExit(1)


def _compare(provider: PaymentProvider, since: datetime | None) -> ProviderComparison | None:
    """Lay our books beside one provider's, and say what came of it; None when it does not answer."""
    try:
        run = compare_with_provider(provider.code, _midnight(since) if since else None)
    except (ProviderAway, ProviderBusy):
        click.echo(f"{provider.name} does not answer; nothing is lost, try again later", err=True)
        return None
    click.echo(f"{run.seen} seen at {provider.name}, {run.corrected} put right here, {run.tasks} left to the operators")
    if run.tasks:
        click.echo("see /staff/money/provider")
    return run


def _midnight(day: datetime) -> datetime:
    return datetime.combine(day.date(), time.min, tzinfo=VIETNAM)


plug = (reconcile,)
