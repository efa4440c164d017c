"""`marketplace db upgrade`: bring the schema and the reference data up to date."""

import importlib
from typing import Any

import click
from flask import Flask

from marketplace.app import create_app
from marketplace.core import db as tables
from marketplace.core.schema import MIGRATIONS
from marketplace.core.transactions import transaction


@click.group()
def db() -> None:
    """The database's schema."""


@db.command()
def upgrade() -> None:
    """Apply migrations, then load the reference data this version ships (areas, rules, units, categories)."""
    app = create_app()
    with app.app_context():
        migrations_of(app).upgrade()
        with transaction():
            load_reference_data()


@db.command()
@click.argument("number")
@click.argument("what_it_adds")
def migrate(number: str, what_it_adds: str) -> None:
    """For maintainers: write the migration NUMBER from the differences between models and database."""
    app = create_app()
    with app.app_context():
        migrations_of(app).migrate(message=what_it_adds, rev_id=number)


def migrations_of(app: Flask) -> Any:
    """Flask-Migrate, configured with this application's migrations."""
    import flask_migrate  # 7 MB that a serving process does not need

    flask_migrate.Migrate(app, tables.db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    return flask_migrate


def load_reference_data() -> None:
    """Load or update every room's reference data, as part of the running transaction."""
    for room in ("places", "rules", "association", "fees", "catalog", "programme"):
        importlib.import_module(f"marketplace.{room}.reference").load()


plug = (db,)
