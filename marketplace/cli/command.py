"""The command itself: each file of this folder adds its subcommands."""

from typing import Any

import click

from config import BadSettings
from marketplace.cli.registries import COMMANDS


class PartsByFile(click.Group):
    """A click group whose subcommands are the plugs of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all subcommands."""
        return sorted(_parts())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One subcommand, or None."""
        return _parts().get(cmd_name)


def _parts() -> dict[str, click.Command]:
    return {part.name: part for parts in COMMANDS.all().values() for part in parts if part.name}


@click.group(cls=PartsByFile, context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """Gian hàng Phụ nữ: run, check and keep the marketplace."""


def main() -> Any:
    """Entry point of the `marketplace` command."""
    try:
        return group()
    except BadSettings as fault:
        raise SystemExit(f"settings: {fault}") from fault
