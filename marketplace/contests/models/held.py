"""What every contest has: a name, who holds it, and who wrote it down."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Key


class Held:
    """Who holds it, and who wrote it down."""

    name: Mapped[str] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
