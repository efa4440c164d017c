"""Where a request came from, as limits count it: a line, and the network in which its owner may take other lines."""

from ipaddress import ip_address, ip_network

UNKNOWN = "unknown"


def line_of(address: str | None) -> str:
    """One subscriber's line: an IPv4 address, or the /64 network of an IPv6 one."""
    return _within(address, v4=32, v6=64)


def network_of(line: str) -> str:
    """The network around a line, from which one subscriber can take new lines: /24 of IPv4, /48 of IPv6."""
    return _within(line.partition("/")[0], v4=24, v6=48)


def _within(address: str | None, *, v4: int, v6: int) -> str:
    try:
        known = ip_address(address or "")
    except ValueError:
        return UNKNOWN
    length = v4 if known.version == 4 else v6
    return str(known) if length == 32 else str(ip_network(f"{known}/{length}", strict=False))
