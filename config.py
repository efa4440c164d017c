"""Settings per environment, read once from the environment; bad values are refused by name."""

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
DEVELOPMENT, TEST, PRODUCTION = "development", "test", "production"


class BadSettings(Exception):
    """One or more settings cannot be used; the message names each of them."""


@dataclass(frozen=True)
class Config:
    """The configuration of this installation. See docs/settings.md."""

    environment: str
    database_url: str
    public_url: str
    secret_keys: list[str]
    sealing_keys: dict[int, bytes]
    trusted_hosts: list[str]
    uploads: Path
    var: Path
    copy_to: Path | None = None  # where the continuous copy goes: another disk, or a mount of another machine
    debug: bool = False
    trusted_proxies: int = 0
    web_processes: int = 1
    web_threads: int = 8
    orders_per_address: int = 60  # guests' orders from one network address in an hour
    stripe_secret_key: str | None = None
    stripe_webhook_secrets: list[str] = field(default_factory=list)
    stripe_api_base: str | None = None
    provider_settings: dict[str, str] = field(default_factory=dict)  # of payment providers added by a file
    bank_feed_secrets: list[str] = field(default_factory=list)
    smtp_url: str | None = None
    mail_from: str = ""
    sms_gateway_url: str | None = None
    sms_gateway_token: str | None = None

    @property
    def is_production(self) -> bool:
        """Whether this is a production installation."""
        return self.environment == PRODUCTION

    @property
    def is_https(self) -> bool:
        """Whether the public address is https; decides cookie names, Secure and HSTS."""
        return self.public_url.startswith("https://")


def load(environ: Mapping[str, str] | None = None) -> Config:
    """Read the settings; raises BadSettings with every fault named, not only the first."""
    env = os.environ if environ is None else environ
    faults: list[str] = []
    environment = env.get("ENVIRONMENT", DEVELOPMENT)
    if environment not in (DEVELOPMENT, TEST, PRODUCTION):
        faults.append("ENVIRONMENT must be development, test or production")
    var = Path(env.get("VAR_DIR", str(ROOT / "var")))
    public_url = env.get("PUBLIC_URL", f"http://localhost:{env.get('PORT', '8000')}").rstrip("/")
    config = Config(
        environment=environment,
        database_url=_database_url(env.get("DATABASE_URL") or f"sqlite:///{var / 'marketplace.db'}"),
        public_url=public_url,
        secret_keys=_list(env, "SECRET_KEY") or [_development_secret(var, environment)],
        sealing_keys=_sealing_keys(env, var, environment, faults),
        trusted_hosts=_list(env, "TRUSTED_HOSTS") or _default_hosts(public_url, environment),
        uploads=Path(env.get("UPLOADS_DIR", str(ROOT / "uploads"))),
        var=var,
        copy_to=Path(env["COPY_TO"]) if env.get("COPY_TO") else None,
        debug=env.get("DEBUG", "") == "1",
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0, faults),
        web_processes=_number(env, "WEB_PROCESSES", 1, faults),
        web_threads=_number(env, "WEB_THREADS", 8, faults),
        orders_per_address=_number(env, "ORDERS_PER_ADDRESS", 60, faults, most=1_000_000),
        stripe_secret_key=env.get("STRIPE_SECRET_KEY") or None,
        stripe_webhook_secrets=_list(env, "STRIPE_WEBHOOK_SECRET"),
        stripe_api_base=env.get("STRIPE_API_BASE") or None,
        provider_settings={name: value for name, value in env.items() if name.startswith("PROVIDER_") and value},
        bank_feed_secrets=_list(env, "BANK_FEED_SECRET"),
        smtp_url=env.get("SMTP_URL") or None,
        mail_from=env.get("MAIL_FROM", ""),
        sms_gateway_url=env.get("SMS_GATEWAY_URL") or None,
        sms_gateway_token=env.get("SMS_GATEWAY_TOKEN") or None,
    )
    faults += _faults_of(config)
    if faults:
        raise BadSettings("; ".join(faults))
    return config


def _faults_of(config: Config) -> list[str]:
    faults = []
    if urlsplit(config.public_url).scheme not in ("http", "https") or not urlsplit(config.public_url).hostname:
        faults.append("PUBLIC_URL must be an http or https address")
    if config.stripe_secret_key and not config.stripe_webhook_secrets:
        faults.append("STRIPE_WEBHOOK_SECRET is needed with STRIPE_SECRET_KEY")
    if config.smtp_url and not config.mail_from:
        faults.append("MAIL_FROM is needed with SMTP_URL")
    if config.is_production:
        faults += _production_faults(config)
    return faults


def _production_faults(config: Config) -> list[str]:
    faults = []
    if config.debug:
        faults.append("DEBUG must be off in production")
    if not config.is_https:
        faults.append("PUBLIC_URL must be https in production")
    if any(len(key) < 32 for key in config.secret_keys):
        faults.append("SECRET_KEY must be given in production, at least 32 characters")
    elif any(_can_be_guessed(key.encode()) for key in config.secret_keys):
        faults.append("SECRET_KEY must be random: this one repeats itself or has too few different characters")
    if not config.sealing_keys:
        faults.append("SEALING_KEYS must be given in production")
    for number in sorted(number for number, key in config.sealing_keys.items() if _can_be_guessed(key)):
        faults.append(f"key {number} of SEALING_KEYS must be random: it repeats itself or has too few different bytes")
    if config.stripe_api_base:
        faults.append("STRIPE_API_BASE is for tests only")
    return faults


def _can_be_guessed(key: bytes) -> bool:
    """Whether a key is long but weak: repeated, sequential, or with few different characters.

    Of keys drawn at random, even 32 hexadecimal digits, fewer than one in a million is taken for poor.
    """
    repeats = any(key[start:] == key[:-start] for start in range(1, len(key) // 2 + 1))
    steps = {after - before for before, after in pairwise(key)}
    return repeats or len(set(key)) < 8 or len(steps) < 8


def _database_url(url: str) -> str:
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url[len(plain) :]
    return url


def _list(env: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in env.get(name, "").split(",") if part.strip()]


def _number(env: Mapping[str, str], name: str, default: int, faults: list[str], most: int = 1000) -> int:
    text = env.get(name, str(default))
    if not text.isascii() or not text.isdigit() or int(text) > most:
        faults.append(f"{name} must be a whole number")
        return default
    return int(text)


def _default_hosts(public_url: str, environment: str) -> list[str]:
    own = urlsplit(public_url).hostname or "localhost"
    return [own] if environment == PRODUCTION else sorted({own, "localhost", "127.0.0.1"})


def _sealing_keys(env: Mapping[str, str], var: Path, environment: str, faults: list[str]) -> dict[int, bytes]:
    """`SEALING_KEYS=1:<base64 of 32 bytes>,2:…`; the highest number seals, all of them open."""
    keys: dict[int, bytes] = {}
    for part in _list(env, "SEALING_KEYS"):
        number, _, encoded = part.partition(":")
        try:
            keys[int(number)] = base64.b64decode(encoded, validate=True)
        except ValueError:
            faults.append("SEALING_KEYS must be number:base64 pairs")
    if any(len(key) != 32 for key in keys.values()):
        faults.append("each of SEALING_KEYS must be 32 bytes")
    if not keys and environment != PRODUCTION:
        keys[1] = hashlib.sha256(b"sealing:" + _development_secret(var, environment).encode()).digest()
    return keys


def _development_secret(var: Path, environment: str) -> str:
    """A secret made once per installation outside production; empty (and so refused) in production."""
    if environment == PRODUCTION:
        return ""
    if environment == TEST:
        return "a secret for tests only, never for people"
    path = var / "development-secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(base64.b64encode(os.urandom(48)).decode())
        path.chmod(0o600)
    return path.read_text()
