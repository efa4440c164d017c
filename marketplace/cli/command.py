"""The command itself: each file beside this one adds its part by a `commands` list."""

from typing import Any

import click

from config import BadSettings
from marketplace.core.registry import modules_in


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """Gian hàng Phụ nữ: run, check and keep the marketplace."""


def main() -> Any:
    """Entry point of the `marketplace` command."""
    for module in modules_in("marketplace.cli"):
        for command in getattr(module, "commands", []):
            group.add_command(command)
    try:
        return group()
    except BadSettings as fault:
        raise SystemExit(f"settings: {fault}") from fault
