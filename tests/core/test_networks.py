"""Where a request came from, as limits count it."""

import pytest

from marketplace.core.networks import UNKNOWN, line_of, network_of


@pytest.mark.parametrize(
    ("address", "line", "network"),
    [
        ("203.0.113.7", "203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("2001:db8:1:ffff::1", "2001:db8:1:ffff::/64", "2001:db8:1::/48"),
        ("", UNKNOWN, UNKNOWN),
        (None, UNKNOWN, UNKNOWN),
        ("no address", UNKNOWN, UNKNOWN),
    ],
)
def test_a_line_and_the_network_around_it(address: str | None, line: str, network: str) -> None:
    assert line_of(address) == line and network_of(line) == network
