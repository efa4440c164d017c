"""`marketplace demo load`: what it says and how it ends where it may not load."""

import base64
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from marketplace.app import create_app
from marketplace.cli.database import load_reference_data
from marketplace.cli.demo import demo
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.people.models import Person
from marketplace.site.services import change_settings
from tests.builders import make_person


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation with reference data and nothing else, as the command finds it through its settings."""
    settings = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'own.db'}",
        "VAR_DIR": str(tmp_path / "var"),
        "UPLOADS_DIR": str(tmp_path / "uploads"),
        "PUBLIC_URL": "http://localhost",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with create_app().app_context():
        db.create_all()
        with transaction():
            load_reference_data()
        yield tmp_path
        session.remove()
        db.engine.dispose()


def run(*words: str) -> Result:
    return CliRunner().invoke(demo, ["load", *words])


@pytest.mark.usefixtures("installation")
class TestRefusals:
    def test_a_second_load_is_refused_clearly(self) -> None:
        with transaction():
            change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
        answer = run()
        assert answer.exit_code == 1
        assert "the demo is loaded already" in str(answer.exception)

    def test_once_leaves_a_loaded_demo_alone_without_fault(self) -> None:
        with transaction():
            change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
        answer = run("--once")
        assert (answer.exit_code, answer.output) == (0, "")
        assert session.query(Order).count() == 0

    def test_data_of_ones_own_is_left_alone(self) -> None:
        with transaction():
            make_person()
        assert "data of its own" in str(run().exception)
        assert run("--once").exit_code == 0
        assert session.query(Person).count() == 1

    def test_an_unknown_size_is_named(self) -> None:
        answer = run("--size", "huge")
        assert answer.exit_code == 2
        assert "small" in answer.output and "province" in answer.output


def test_production_is_refused_even_once(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    production = {
        "ENVIRONMENT": "production",
        "PUBLIC_URL": "https://gianhang.example",
        "SECRET_KEY": secrets.token_urlsafe(40),
        "SEALING_KEYS": "1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    for name, value in production.items():
        monkeypatch.setenv(name, value)
    answer = run("--once")
    assert answer.exit_code == 1
    assert "production" in str(answer.exception)
    assert session.query(Person).count() == 0
