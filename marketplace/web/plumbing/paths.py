"""Paths of this site to send a visitor to."""

from urllib.parse import urlsplit


def own_path(candidate: str | None, default: str = "/") -> str:
    """A path on this site to redirect to, else the default; refuses anything a browser could take for another site."""
    if not candidate or len(candidate) > 500 or not candidate.startswith("/") or candidate[1:2] in ("/", "\\"):
        return default
    if any(ord(c) < 33 or c == "\\" or ord(c) == 127 for c in candidate):
        return default
    parts = urlsplit(candidate)
    return candidate if not parts.scheme and not parts.netloc else default
