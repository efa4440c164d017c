"""Bank-feed signatures: what was signed just now with a known secret passes, all else is refused by name."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.errors import NotAllowed
from marketplace.payments.notification_signature import SignatureRefused, sign, verify

SECRET = "feed-secret-of-today"
OLD = "feed-secret-of-yesterday"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BODY = '{"id":"7","amount_dong":185000,"memo":"HPN… tiền sâm Báo"}'.encode()


def reason_for(body: bytes, header: str | None, secrets: list[str], now: datetime = NOW) -> str:
    with pytest.raises(SignatureRefused) as refused:
        verify(body, header, secrets, now)
    return refused.value.reason


def test_a_signature_of_just_now_passes() -> None:
    verify(BODY, sign(BODY, SECRET, NOW), [SECRET], NOW)


def test_the_signature_is_plain_hmac_over_time_and_body() -> None:
    timestamp = int(NOW.timestamp())
    expected = hmac.new(SECRET.encode(), f"{timestamp}.".encode() + BODY, hashlib.sha256).hexdigest()
    assert sign(BODY, SECRET, NOW) == f"t={timestamp},v1={expected}"


def test_the_published_vector_of_the_same_scheme_holds() -> None:
    body = b'{"id":"evt_1","object":"event","type":"payment_intent.succeeded"}'
    at = datetime.fromtimestamp(1790000000, UTC)
    expected = "5eeb495d801dd5a11b7cfd8f571c91dbe974822e44d262bef0f7f075487b8db6"
    assert sign(body, "whsec_test", at) == f"t=1790000000,v1={expected}"
    assert reason_for(body, sign(body, "whsec_test", at), ["whsec_test"]) == "future" if at > NOW else "stale"


def test_a_forged_signature_is_refused() -> None:
    assert reason_for(BODY, sign(BODY, "guessed", NOW), [SECRET]) == "mismatch"
    assert reason_for(BODY, f"t={int(NOW.timestamp())},v1={'0' * 64}", [SECRET]) == "mismatch"


def test_a_signature_for_another_body_is_refused() -> None:
    assert reason_for(BODY.replace(b"185000", b"985000"), sign(BODY, SECRET, NOW), [SECRET]) == "mismatch"


def test_the_same_content_written_otherwise_is_refused() -> None:
    rewritten = json.dumps(json.loads(BODY)).encode()
    assert json.loads(rewritten) == json.loads(BODY)
    assert reason_for(rewritten, sign(BODY, SECRET, NOW), [SECRET]) == "mismatch"


def test_a_time_moved_without_signing_again_is_refused() -> None:
    stale = sign(BODY, SECRET, NOW - timedelta(days=1))
    moved = f"t={int(NOW.timestamp())},{stale.partition(',')[2]}"
    assert reason_for(BODY, moved, [SECRET]) == "mismatch"


@pytest.mark.parametrize(
    ("seconds", "reason"), [(-301, "stale"), (-86_400, "stale"), (301, "future"), (86_400, "future")]
)
def test_a_signature_far_from_now_is_refused(seconds: int, reason: str) -> None:
    assert reason_for(BODY, sign(BODY, SECRET, NOW + timedelta(seconds=seconds)), [SECRET]) == reason


@pytest.mark.parametrize("seconds", [-300, -1, 1, 300])
def test_a_signature_within_five_minutes_passes(seconds: int) -> None:
    verify(BODY, sign(BODY, SECRET, NOW + timedelta(seconds=seconds)), [SECRET], NOW)


def test_while_the_secret_changes_old_and_new_both_pass() -> None:
    for signing in (OLD, SECRET):
        verify(BODY, sign(BODY, signing, NOW), [SECRET, OLD], NOW)
    assert reason_for(BODY, sign(BODY, OLD, NOW), [SECRET]) == "mismatch"


@pytest.mark.parametrize("order", [(OLD, SECRET), (SECRET, OLD)])
def test_of_two_signatures_one_good_is_enough(order: tuple[str, str]) -> None:
    first, second = (sign(BODY, secret, NOW) for secret in order)
    verify(BODY, f"{first},{second.partition(',')[2]}", [SECRET], NOW)


def test_two_bad_signatures_do_not_make_a_good_one() -> None:
    both = f"{sign(BODY, 'a', NOW)},{sign(BODY, 'b', NOW).partition(',')[2]}"
    assert reason_for(BODY, both, [SECRET]) == "mismatch"


def test_a_signature_of_another_version_counts_for_nothing() -> None:
    header = sign(BODY, SECRET, NOW).replace("v1=", "v0=")
    assert reason_for(BODY, header, [SECRET]) == "malformed"


@pytest.mark.parametrize("header", [None, ""])
def test_no_signature_is_refused(header: str | None) -> None:
    assert reason_for(BODY, header, [SECRET]) == "missing"


@pytest.mark.parametrize(
    "header",
    [
        "nonsense",
        "t=1,t=2,v1=ab",
        "v1=ab",
        "t=1790000000",
        "t=,v1=ab",
        "t=-5,v1=ab",
        "t=1e9,v1=ab",
        "t=١٧٩,v1=ab",
        "t=9999999999999,v1=ab",
        "t=1790000000," + ",".join(["v1=ab"] * 11),
    ],
)
def test_a_header_that_cannot_be_read_is_refused(header: str) -> None:
    assert reason_for(BODY, header, [SECRET]) == "malformed"


@pytest.mark.parametrize("secrets", [[], [""], ["", ""]])
def test_without_a_secret_nothing_passes(secrets: list[str]) -> None:
    assert reason_for(BODY, sign(BODY, "", NOW), secrets) == "no_secret"


def test_a_refusal_reads_as_not_allowed() -> None:
    assert issubclass(SignatureRefused, NotAllowed)


@given(st.text())
def test_any_header_is_refused_and_none_breaks_the_check(header: str) -> None:
    assert reason_for(BODY, header, [SECRET]) in {"missing", "malformed", "mismatch"}


@given(st.text())
def test_any_signature_is_refused_and_none_breaks_the_check(signature: str) -> None:
    assert reason_for(BODY, f"t={int(NOW.timestamp())},v1={signature}", [SECRET]) in {"malformed", "mismatch"}


@given(st.binary(), st.text(st.characters(codec="utf-8"), min_size=1))
def test_whatever_is_signed_is_verified(body: bytes, secret: str) -> None:
    verify(body, sign(body, secret, NOW), [secret], NOW)
