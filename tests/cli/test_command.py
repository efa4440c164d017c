"""What an operator can type: every command that is written, and every one that the pages for her name."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import click
import pytest

from config import ROOT
from marketplace import cli
from marketplace.cli.command import group

PAGES = ("README.md", "docs/operations.md")


def offered(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command that can be typed, by its words."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            assert part is not None, name
            yield from offered(part, (*path, name))


def test_no_command_is_written_that_cannot_be_typed() -> None:
    written = {
        f"{name}: {thing.name}": thing
        for _finder, name, _is_package in pkgutil.iter_modules(cli.__path__)
        if name != "__main__"
        for thing in vars(importlib.import_module(f"marketplace.cli.{name}")).values()
        if isinstance(thing, click.Command)
    }
    can_be_typed = [command for _path, command in offered(group)]
    assert len(written) > 12
    assert [name for name, command in written.items() if command not in can_be_typed] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_tells_an_operator_to_type_is_there(page: str) -> None:
    told = re.findall(r"`(?:[^`]*/)?marketplace ([a-z]+)(?: ([a-z-]+))?", (ROOT / page).read_text())
    paths = dict(offered(group))
    for first, second in told:
        command = paths.get((first,))
        assert command is not None, f"{page}: marketplace {first}"
        if isinstance(command, click.Group) and second:
            assert (first, second) in paths, f"{page}: marketplace {first} {second}"
    assert told
