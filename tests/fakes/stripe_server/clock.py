"""The clock of the fake Stripe: real time, until a test moves or stops it."""

import time
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970 as Stripe sees them."""

    def __init__(self) -> None:
        self._offset_seconds = 0
        self._stopped_at: int | None = None

    def now(self) -> int:
        """The present second."""
        return int(time.time() if self._stopped_at is None else self._stopped_at) + self._offset_seconds

    def now_at(self) -> datetime:
        """The present second as an aware time."""
        return datetime.fromtimestamp(self.now(), UTC)

    def stop_at(self, at: datetime) -> None:
        """Stand still at this aware time, until moved."""
        self._stopped_at, self._offset_seconds = int(at.timestamp()), 0

    def advance(self, seconds: int) -> None:
        """Move forward, or back with a negative number."""
        self._offset_seconds += seconds
