"""Settings are refused by name, every fault at once; production refuses what would harm people."""

import base64
import secrets
from pathlib import Path

import pytest

from config import BadSettings, Config, load


def _sealing(key: bytes, number: int = 1) -> str:
    return f"{number}:{base64.b64encode(key).decode()}"


def _production(**other: str) -> dict[str, str]:
    sound = {
        "ENVIRONMENT": "production",
        "PUBLIC_URL": "https://gianhang.example",
        "SECRET_KEY": secrets.token_urlsafe(32),
        "SEALING_KEYS": _sealing(secrets.token_bytes(32)),
        "DATABASE_URL": "postgresql://app@/app",
    }
    return sound | other


def _refusal(environ: dict[str, str]) -> str:
    with pytest.raises(BadSettings) as caught:
        load(environ)
    return str(caught.value)


def test_settings_of_payment_providers_are_kept_by_their_names_alone() -> None:
    settings = load(_production(PROVIDER_RIVER_BANK_KEY="k", PROVIDER_EMPTY_KEY="")).provider_settings
    assert settings == {"PROVIDER_RIVER_BANK_KEY": "k"}


def test_sound_production_settings_are_taken() -> None:
    config = load(_production())
    assert config.is_production and config.is_https and not config.debug
    assert config.trusted_hosts == ["gianhang.example"]
    assert config.database_url == "postgresql+psycopg://app@/app"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DEBUG", "1", "DEBUG must be off in production"),
        ("PUBLIC_URL", "http://gianhang.example", "PUBLIC_URL must be https in production"),
        ("SECRET_KEY", "", "SECRET_KEY must be given in production, at least 32 characters"),
        ("SECRET_KEY", "short", "SECRET_KEY must be given in production, at least 32 characters"),
        ("SEALING_KEYS", "", "SEALING_KEYS must be given in production"),
        ("STRIPE_API_BASE", "http://localhost:1", "STRIPE_API_BASE is for tests only"),
    ],
)
def test_production_refuses_by_name(name: str, value: str, says: str) -> None:
    assert _refusal(_production(**{name: value})) == says


@pytest.mark.parametrize(
    "key",
    [
        "a" * 40,
        "ab" * 20,
        "bí-mật" * 10,
        "0123456789abcdef" * 2,
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "aaaaaaab" * 4,
    ],
)
def test_a_long_but_poor_secret_is_refused(key: str) -> None:
    assert "SECRET_KEY must be random" in _refusal(_production(SECRET_KEY=key))


def test_an_old_poor_secret_beside_a_good_one_is_refused_too() -> None:
    assert "SECRET_KEY must be random" in _refusal(_production(SECRET_KEY=f"{secrets.token_urlsafe(32)},{'a' * 40}"))


@pytest.mark.parametrize("key", [bytes(32), b"\xff" * 32, bytes(range(32)), b"0123456789abcdef" * 2])
def test_a_poor_sealing_key_is_refused_by_its_number(key: bytes) -> None:
    keys = f"{_sealing(secrets.token_bytes(32))},{_sealing(key, 2)}"
    assert _refusal(_production(SEALING_KEYS=keys)).startswith("key 2 of SEALING_KEYS must be random")


def test_keys_drawn_at_random_are_never_taken_for_poor() -> None:
    for _ in range(300):
        load(_production(SECRET_KEY=secrets.token_hex(16)))


def test_every_fault_is_named_at_once_and_no_key_is_shown() -> None:
    told = _refusal(_production(DEBUG="1", PUBLIC_URL="http://x.example", SECRET_KEY="hunter2hunter2", SEALING_KEYS=""))
    assert [told.count(name) for name in ("DEBUG", "PUBLIC_URL", "SECRET_KEY", "SEALING_KEYS")] == [1, 1, 1, 1]
    assert "hunter2" not in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENVIRONMENT", "prod"),
        ("PUBLIC_URL", "ftp://x.example"),
        ("WEB_THREADS", "eight"),
        ("WEB_PROCESSES", "-1"),
        ("TRUSTED_PROXIES", "9999"),
        ("SEALING_KEYS", "nonsense"),
        ("SEALING_KEYS", "1:AAAA"),
        ("STRIPE_SECRET_KEY", "sk_live_x"),
        ("SMTP_URL", "smtp://localhost"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_anywhere(name: str, value: str) -> None:
    expected = {"STRIPE_SECRET_KEY": "STRIPE_WEBHOOK_SECRET", "SMTP_URL": "MAIL_FROM"}.get(name, name)
    assert expected in _refusal({"ENVIRONMENT": "test", name: value})


def test_development_makes_its_own_secret_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    def own() -> Config:
        return load({"ENVIRONMENT": "development", "VAR_DIR": str(tmp_path)})

    assert own().secret_keys == own().secret_keys
    assert (tmp_path / "development-secret").stat().st_mode & 0o777 == 0o600
