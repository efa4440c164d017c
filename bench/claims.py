"""Claims as lines: what was promised, what this run measured, whether it holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """One measured claim; `holds` is decided by the bench that measured it."""

    name: str
    promised: str
    measured: str
    holds: bool

    def line(self) -> str:
        """One line for the report."""
        return f"{'holds ' if self.holds else 'MISSED'} {self.name}: {self.measured} (promised {self.promised})"
