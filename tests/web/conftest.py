"""What every test of pages watches: whatever a form creates, it creates once."""

from collections.abc import Iterator

import pytest

from tests.created import watching_what_forms_create


@pytest.fixture(autouse=True)
def created_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a form of staff or sellers creates, its route says `once`, and a page's own form carries the key."""
    if "app" not in request.fixturenames:
        yield
        return
    with watching_what_forms_create() as faults:
        yield
    assert faults == set()
