"""Names that hold apostrophes are found without them, those of before too; no form was sent yet."""

import os
import subprocess
import sys

from flask import Flask

from config import ROOT, Config
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import make_person
from tests.migrations.stages import Rows

BEFORE, AFTER = "0006", "0007"
DOWN_AND_UP = """
from marketplace.app import create_app
from marketplace.cli.database import migrations_of
app = create_app()
with app.app_context():
    migrations_of(app).downgrade(revision="0006")
    migrations_of(app).upgrade(revision="0007")
"""


def test_names_of_before_are_found_as_new_ones_are(app: Flask, settings: Config) -> None:
    names = ["H'Hen Niê", "H’Hen Niê", "Lê Thị-Mận", "Trần Thị Na"]
    as_before = ["h'hen nie", "h’hen nie", "le thi-man", "tran thi na"]
    with transaction():
        for name, folded in zip(names, as_before, strict=True):
            make_person(name).folded_name = folded
    session.remove()
    db.engine.dispose()
    environ = {**os.environ, "DATABASE_URL": settings.database_url, "VAR_DIR": str(settings.var)}
    run = subprocess.run(
        [sys.executable, "-c", DOWN_AND_UP], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found = [name for (name,) in session.query(Person.folded_name).order_by(Person.id)]
    assert found == ["hhen nie", "hhen nie", "le thi man", "tran thi na"]


def test_rows_of_before_stay(rows_at: dict[str, Rows]) -> None:
    assert "sent_form" not in rows_at[BEFORE] and rows_at[AFTER]["sent_form"] == []
    without_key = [
        {name: value for name, value in row.items() if name != "draft_key"} for row in rows_at[BEFORE]["product"]
    ]
    assert rows_at[AFTER]["product"] == without_key != []
    assert rows_at[AFTER]["person"] == rows_at[BEFORE]["person"] != []
