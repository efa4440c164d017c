"""The `marketplace` command: serve, worker, demo, verify, facts, db, backup, restore, operator."""

from marketplace.cli.command import main

__all__ = ["main"]
