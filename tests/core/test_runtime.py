"""The running installation's settings, and others for telling a past."""

import pytest
from flask import Flask

from marketplace.core.runtime import as_if_configured, config


def test_some_settings_are_others_inside_the_block_alone(app: Flask) -> None:
    before = config()
    with as_if_configured(stripe_secret_key="sk_test_told"):
        assert config().stripe_secret_key == "sk_test_told"
        assert config().public_url == before.public_url
    assert config() is before


def test_a_fault_inside_ends_it_too(app: Flask) -> None:
    before = config()
    with pytest.raises(ZeroDivisionError), as_if_configured(stripe_secret_key="sk_test_told"):
        raise ZeroDivisionError
    assert config() is before


def test_a_setting_that_is_none_is_refused(app: Flask) -> None:
    with pytest.raises(TypeError), as_if_configured(no_such_setting=1):
        pass
