"""The registry of subcommands, one file each; a file may offer several."""

from collections.abc import Sequence

import click

from marketplace.core.registry import Registry

COMMANDS: Registry[Sequence[click.Command]] = Registry("command", "marketplace.cli")
