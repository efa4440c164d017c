"""docs/events.md: every event of the house, who publishes it and who listens, read off the code itself.

`python -m tests.house.events_page docs/events.md` writes it anew; a test compares.
"""

import ast
import dataclasses
import inspect
import sys
from collections import defaultdict
from pathlib import Path

from config import ROOT
from marketplace.core import events
from marketplace.core.registry import load_rooms, modules_in

HEAD = """# Events: who publishes, who listens

Made by `make events` from the code; a test fails while it says something else. A listener «at once» runs in the
publisher's transaction; one «after commit» runs in the worker, at least once, from the outbox.

| Event | What happened | Published by | Heard at once by | Heard after commit by |
|---|---|---|---|---|
"""


def events_page() -> str:
    """The whole page."""
    load_rooms()
    for _plug in modules_in("marketplace.notifications.messages"):
        pass
    publishers = _publishers()
    rows = [_row(event, publishers) for event in sorted(_events(), key=lambda event: (_room(event), event.__name__))]
    return HEAD + "".join(rows)


def _events() -> list[type]:
    found = []
    for room in modules_in("marketplace"):
        for module in (f"{room.__name__}.events", f"{room.__name__}.states"):
            declared = vars(sys.modules[module]).values() if module in sys.modules else ()
            found += [thing for thing in declared if _is_event(thing, module)]
    return found


def _is_event(thing: object, module: str) -> bool:
    if not (inspect.isclass(thing) and thing.__module__ == module and dataclasses.is_dataclass(thing)):
        return False
    return module.endswith(".events") or thing.__name__.endswith("Changed")


def _row(event: type, publishers: dict[str, set[str]]) -> str:
    at_once, later = events.listeners_of(event)
    cells = (
        f"`{_room(event)}.{event.__name__}`",
        (inspect.getdoc(event) or "").splitlines()[0],
        _listed(publishers[event.__name__]),
        _listed({_short(name) for name in at_once}),
        _listed({_short(name) for name in later}),
    )
    return f"| {' | '.join(cells)} |\n"


def _publishers() -> dict[str, set[str]]:
    """Which modules publish which event, by the calls in their text."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "marketplace").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "publish":
                for name in _names_in(node):
                    found[name].add(_short(".".join(path.relative_to(ROOT).with_suffix("").parts)))
    return found


def _names_in(call: ast.Call) -> set[str]:
    return {node.id for argument in call.args for node in ast.walk(argument) if isinstance(node, ast.Name)}


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "—"


def _room(event: type) -> str:
    return event.__module__.split(".")[1]


def _short(name: str) -> str:
    return name.removeprefix("marketplace.").replace(":", ".")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(events_page())
