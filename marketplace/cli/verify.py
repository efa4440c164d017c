"""`marketplace verify`: check every promise by query; one line per violation, exit 1 when there is any."""

import time

import click

from marketplace.app import create_app
from marketplace.core.promises import all_promises, violations


@click.command()
@click.option("--list", "only_list", is_flag=True, help="say what is promised, check nothing")
@click.option("--full", is_flag=True, help="recompute finished days too, read every file, and say how long it took")
def verify(only_list: bool, full: bool) -> None:
    """Check every promise this software makes about its data; silent, and 0, when all are kept."""
    with create_app().app_context():
        if only_list:
            for promise in all_promises():
                click.echo(f"{promise.id:4} {promise.says}")
            return
        began, found = time.monotonic(), 0
        for promise, line in violations(full=full):
            found += 1
            click.echo(f"{promise.id}: {' '.join(line.split())}")
    if full or found:
        click.echo(f"{len(all_promises())} promises, {found} violations, {time.monotonic() - began:.1f} s", err=True)
    raise SystemExit(1 if found else 0)


plug = (verify,)
