"""The application served over real HTTP to a real browser: a port of its own, in a thread."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Playwright
from werkzeug.serving import WSGIRequestHandler, make_server

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address under which the application answers while this lasts."""
    server = make_server("localhost", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def find_chromium() -> str | None:
    """Where the system's Chromium is, under any of its names."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def launch_chromium(playwright: Playwright) -> Browser:
    """The system's Chromium; without it the test is skipped, or fails where REQUIRE_BROWSER=1 says it must run."""
    path = find_chromium()
    if path is None:
        _do_without("Chromium is not installed: install the system package «chromium»")
    try:
        return playwright.chromium.launch(executable_path=path, args=ARGS)
    except Error as fault:
        _do_without(f"Chromium does not start: {fault}")


def _do_without(why: str) -> Any:
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(why)
    pytest.skip(why)
