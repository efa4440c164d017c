"""The migrations make exactly the tables the models speak of, guards and search index included."""

import os
import subprocess
import sys
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from config import ROOT
from marketplace.core.db import engine_options

UPGRADE_AND_COMPARE = """
from marketplace.app import create_app
from marketplace.cli.database import migrations_of
app = create_app()
with app.app_context():
    migrations_of(app).upgrade()
    migrations_of(app).check()
"""
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def test_migrations_and_models_agree(app: Flask, database_url: str, tmp_path: Path) -> None:
    fresh = _fresh_database(database_url, tmp_path)
    environ = {**os.environ, "DATABASE_URL": fresh, "VAR_DIR": str(tmp_path), "ENVIRONMENT": "development"}
    run = subprocess.run(
        [sys.executable, "-c", UPGRADE_AND_COMPARE], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert _triggers(fresh) == _triggers(database_url) != set()


def _fresh_database(database_url: str, folder: Path) -> str:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{folder / 'migrated.db'}"
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS migrated WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE migrated"))
    engine.dispose()
    return url.set(database="migrated").render_as_string(hide_password=False)


def _triggers(address: str) -> set[str]:
    options = {name: value for name, value in engine_options(address).items() if name in ("module", "connect_args")}
    engine = create_engine(address, **options)
    with engine.connect() as connection:
        found = {row[0] for row in connection.execute(text(TRIGGERS[make_url(address).get_backend_name()]))}
    engine.dispose()
    return found
