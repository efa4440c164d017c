"""One JSON line a request, in UTC, without anything personal."""

import logging
import time

import structlog
from flask import Flask, Response, g, request

from config import Config


def install_logs(app: Flask, config: Config) -> None:
    """Configure structlog once and log each request's outcome."""
    level = logging.WARNING if config.environment == "test" else logging.INFO
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    app.before_request(_start_clock)
    app.after_request(_log_outcome)


def _start_clock() -> None:
    g.began = time.perf_counter()


def _log_outcome(response: Response) -> Response:
    log = structlog.get_logger()
    spent_ms = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
    known = (request.endpoint, response.status_code)
    log.info("request", endpoint=known[0], method=request.method, status=known[1], ms=spent_ms, id=g.get("request_id"))
    return response
