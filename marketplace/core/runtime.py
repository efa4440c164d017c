"""What the running installation was configured with, for rooms that may not ask the web for it."""

from typing import cast

from flask import current_app

from config import Config


def config() -> Config:
    """The settings this process was started with."""
    return cast(Config, current_app.extensions["config"])
