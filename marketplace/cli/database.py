"""`marketplace db upgrade`: bring the schema and the reference data up to date."""

import importlib

import click
import flask_migrate

from marketplace.app import create_app
from marketplace.core.transactions import transaction


@click.group()
def db() -> None:
    """The database's schema."""


@db.command()
def upgrade() -> None:
    """Apply migrations, then load the reference data this version ships (areas, rules, units, categories)."""
    with create_app().app_context():
        flask_migrate.upgrade()
        with transaction():
            load_reference_data()


def load_reference_data() -> None:
    """Load or update what every room ships: areas, rules, units, categories, programmes; part of a transaction."""
    for room in ("places", "rules", "association", "fees", "catalog", "programme"):
        importlib.import_module(f"marketplace.{room}.reference").load()


commands = [db]
