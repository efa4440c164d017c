"""Reference data this version ships; loading it twice changes nothing."""


def load() -> None:
    """Load or update the rows, as part of the running transaction."""
