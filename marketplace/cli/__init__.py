"""The `marketplace` command: serve, worker, demo, verify, db, backup, restore, operator."""

from marketplace.cli.command import main

__all__ = ["main"]
