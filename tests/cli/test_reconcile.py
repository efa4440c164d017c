"""`marketplace reconcile`: what either side lacks is put right or named; a provider that is away is said so (8.22)."""

import pytest
from click.testing import CliRunner
from flask import Flask

from marketplace.cli import reconcile as command
from tests.fakes.stripe_server import FakeStripe
from tests.payments.conftest import stripe_fake  # noqa: F401


@pytest.fixture
def runner(app: Flask, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(command, "create_app", lambda: app)
    return CliRunner()


def test_it_says_what_it_found(runner: CliRunner, stripe_fake: FakeStripe) -> None:  # noqa: F811
    stripe_fake.charge_there(500_000)
    answer = runner.invoke(command.reconcile, ["--since", "2020-01-01"])
    assert (answer.exit_code, answer.output.splitlines()) == (
        0,
        ["1 seen at Stripe, 0 put right here, 1 left to the operators", "see /staff/money/provider"],
    )
    assert "0 left to the operators" in runner.invoke(command.reconcile, []).output


def test_a_provider_that_is_away_is_said_so(runner: CliRunner, stripe_fake: FakeStripe) -> None:  # noqa: F811
    stripe_fake.stop()
    answer = runner.invoke(command.reconcile, [])
    assert answer.exit_code == 1
    assert "does not answer" in answer.output


def test_without_a_provider_there_is_nothing_to_compare(runner: CliRunner) -> None:
    assert runner.invoke(command.reconcile, []).exit_code == 1
