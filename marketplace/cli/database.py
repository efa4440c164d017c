"""`marketplace db upgrade`: bring the schema and the reference data up to date."""

import importlib
from pathlib import Path

import click
from flask import Flask

import marketplace
from marketplace.app import create_app
from marketplace.core import db as tables
from marketplace.core.transactions import transaction

MIGRATIONS = Path(marketplace.__file__).parent / "migrations"


@click.group()
def db() -> None:
    """The database's schema."""


@db.command()
def upgrade() -> None:
    """Apply migrations, then load the reference data this version ships (areas, rules, units, categories)."""
    app = create_app()
    with app.app_context():
        apply_migrations(app)
        with transaction():
            load_reference_data()


def apply_migrations(app: Flask) -> None:
    """Bring the schema up to date."""
    import flask_migrate  # 7 MB that a serving process does not need

    flask_migrate.Migrate(app, tables.db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    flask_migrate.upgrade()


def load_reference_data() -> None:
    """Load or update what every room ships: areas, rules, units, categories, programmes; part of a transaction."""
    for room in ("places", "rules", "association", "fees", "catalog", "programme"):
        importlib.import_module(f"marketplace.{room}.reference").load()


commands = [db]
