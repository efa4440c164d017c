"""JSON that others send: what both databases can keep passes, all else is refused by one name (8.22)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.db import session
from marketplace.core.received_json import UnusableJson, read_object
from marketplace.core.transactions import transaction
from marketplace.payments.models import ProviderEvent

UNUSABLE = {
    "empty": b"",
    "no JSON": b"lorem",
    "a list": b"[]",
    "a number": b"12",
    "null": b"null",
    "not UTF-8": b'{"a":"\xff"}',
    "half a surrogate pair": rb'{"a":"\ud800"}',
    "half a pair in a name": rb'{"\udfff":1}',
    "half a pair far inside": rb'{"a":[{"b":["x\udc00"]}]}',
    "NUL": rb'{"a":"x\u0000y"}',
    "NUL in a name": rb'{"x\u0000":1}',
    "NaN": b'{"a":NaN}',
    "infinity": b'{"a":-Infinity}',
    "a number beyond floats": b'{"a":1e999}',
    "a huge float": b'{"a":1e300}',
    "an integer of 5,000 digits": b'{"a":1' + b"0" * 5_000 + b"}",
    "an integer beyond 64 bits": b'{"a":9223372036854775808}',
    "nested 100 deep": b'{"a":' + b"[" * 100 + b"]" * 100 + b"}",
    "nested 100,000 deep": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}
KEPT = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_kept_is_refused(name: str) -> None:
    with pytest.raises(UnusableJson):
        read_object(UNUSABLE[name])


def test_usual_words_pass() -> None:
    assert read_object('{"memo":"Sâm Báo 🌶","n":-5,"x":[1.5,null,true]}'.encode())["memo"] == "Sâm Báo 🌶"


@given(st.dictionaries(st.text(max_size=5), KEPT, max_size=4))
def test_whatever_passes_is_what_was_sent(told: dict[str, object]) -> None:
    import json

    body = json.dumps(told).encode()
    try:
        assert read_object(body) == told
    except UnusableJson:
        assert "\\u0000" in body.decode() or "\\ud" in body.decode()


def test_whatever_passes_can_be_stored(app: object) -> None:
    told = read_object('{"a":[9223372036854775807,-1.5e18,"\\u0001\\uffff 🌶"],"":{"ô":null}}'.encode())
    with transaction():
        session.add(ProviderEvent(provider="stripe", event_id="evt_1", kind="x", payload=told))
    session.expire_all()
    assert session.query(ProviderEvent).one().payload == told
