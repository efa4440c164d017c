"""`marketplace greet`: says good morning."""

import click


@click.command()
@click.argument("name")
def greet(name: str) -> None:
    """Say good morning to somebody."""
    click.echo(f"Chào {name}!")


plug = (greet,)
