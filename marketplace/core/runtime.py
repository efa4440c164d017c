"""The configuration of the running process, for rooms that may not import the web application."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from flask import current_app

from config import Config

_told: ContextVar[Config | None] = ContextVar("told_config", default=None)


def config() -> Config:
    """The settings this process was started with."""
    return _told.get() or cast(Config, current_app.extensions["config"])


@contextmanager
def as_if_configured(**changes: Any) -> Iterator[None]:
    """Override some settings inside the block; only for demo data."""
    token = _told.set(dataclasses.replace(config(), **changes))
    try:
        yield
    finally:
        _told.reset(token)
