"""`create_app`: the application factory, the one place that imports every room."""

import secrets

from flask import Flask, g, request
from flask_babel import Babel
from flask_login import LoginManager
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from config import ROOT, Config, load
from marketplace.audit.services import request_id
from marketplace.core.db import db, engine_options, prepare_engine
from marketplace.core.registry import load_rooms
from marketplace.core.transactions import queue_for
from marketplace.payments.registries import METHODS
from marketplace.web.map import install_routes
from marketplace.web.parts.messages import install_messages
from marketplace.web.plumbing.assets import build_assets
from marketplace.web.plumbing.cached_frame import install_cached_frame
from marketplace.web.plumbing.compression import install_compression
from marketplace.web.plumbing.context import install_context
from marketplace.web.plumbing.errors import install_errors
from marketplace.web.plumbing.gate import install_gate
from marketplace.web.plumbing.headers import install_headers
from marketplace.web.plumbing.locale import choose_locale
from marketplace.web.plumbing.logs import install_logs
from marketplace.web.plumbing.permanent_session import PermanentSessions
from marketplace.web.plumbing.visitor import load_user

MOST_BODY = 64 * 1024 * 1024  # eight photos from a phone
MOST_FORM = 512 * 1024


def create_app(config: Config | None = None) -> Flask:
    """The application for one configuration (read from the environment when none is given)."""
    config = config or load()
    app = Flask("marketplace", root_path=str(ROOT), static_folder=None, template_folder="templates")
    app.extensions["config"] = config
    _configure(app, config)
    _connect(app, config)
    load_rooms()
    METHODS.all()  # a way of paying that cannot be used is refused now, not at its first customer
    _install_web(app, config)
    _serve_static(app, config)
    return app


def _configure(app: Flask, config: Config) -> None:
    prefix = "__Host-" if config.is_https else ""
    app.config.update(
        DEBUG=config.debug,
        TESTING=config.environment == "test",
        PROPAGATE_EXCEPTIONS=False,
        SECRET_KEY=config.secret_keys[0],
        SECRET_KEY_FALLBACKS=config.secret_keys[1:],
        TRUSTED_HOSTS=config.trusted_hosts,
        MAX_CONTENT_LENGTH=MOST_BODY,
        MAX_FORM_MEMORY_SIZE=MOST_FORM,
        MAX_FORM_PARTS=400,
        SESSION_COOKIE_NAME=f"{prefix}visit",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=config.is_https,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=30 * 24 * 3600,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(config.database_url),
        BABEL_DEFAULT_LOCALE="vi",
        BABEL_DEFAULT_TIMEZONE="Asia/Ho_Chi_Minh",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.auto_reload = config.debug


def _connect(app: Flask, config: Config) -> None:
    config.var.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine, is_followed=config.copy_to is not None)
        app.extensions["writers"] = queue_for(config.database_url)


def _install_web(app: Flask, config: Config) -> None:
    Babel(app, locale_selector=choose_locale)
    login = LoginManager(app)
    login.request_loader(load_user)
    login.session_protection = None
    app.session_interface = PermanentSessions()
    install_logs(app, config)
    app.before_request(_name_the_request)
    install_errors(app)
    install_compression(app)
    install_headers(app)
    install_context(app)
    install_cached_frame(app)
    install_messages(app)
    install_routes(app)
    install_gate(app)
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def _name_the_request() -> None:
    g.request_id = secrets.token_hex(8)
    request_id.set(g.request_id)
    request.max_form_memory_size = MOST_FORM


def _serve_static(app: Flask, config: Config) -> None:
    folder = config.var / "assets"
    build_assets(app, folder)
    files = WhiteNoise(
        app.wsgi_app,
        allow_all_origins=False,
        max_age=3600,
        immutable_file_test=lambda path, url: url.startswith("/assets/") or "-" in url.rpartition("/")[2],
    )
    files.add_files(str(folder), prefix="assets/")
    files.add_files(str(ROOT / "static"), prefix="static/")
    app.wsgi_app = files  # type: ignore[method-assign]
