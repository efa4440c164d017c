"""Finding what a folder holds: plugs and rooms register themselves by being there."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Generic, TypeVar

Plug = TypeVar("Plug")


class Registry(Generic[Plug]):
    """Plugs of one kind by code, filled by importing every module of one package.

    A module of the package offers a plug by a module attribute of the given name (default `plug`).
    """

    def __init__(self, package: str, attribute: str = "plug") -> None:
        self.package, self.attribute = package, attribute
        self._plugs: dict[str, Plug] | None = None

    def all(self) -> dict[str, Plug]:
        """Every plug by its code (the module's name), in order of module name."""
        if self._plugs is None:
            modules = {module.__name__.rpartition(".")[2]: module for module in modules_in(self.package)}
            self._plugs = {
                code: getattr(module, self.attribute)
                for code, module in modules.items()
                if hasattr(module, self.attribute)
            }
        return self._plugs

    def get(self, code: str) -> Plug:
        """One plug; KeyError when there is none of that code."""
        return self.all()[code]


def modules_in(package: str) -> Iterator[ModuleType]:
    """Import and yield every module directly inside a package, in order of name."""
    parent = importlib.import_module(package)
    for found in sorted(pkgutil.iter_modules(parent.__path__), key=lambda m: m.name):
        yield importlib.import_module(f"{package}.{found.name}")


def load_rooms(root: str = "marketplace") -> None:
    """Import the files by which rooms take part: models, subscribers, jobs, exchanges, promises."""
    for room in modules_in(root):
        if not hasattr(room, "__path__"):
            continue
        present = {found.name for found in pkgutil.iter_modules(room.__path__)}
        for part in ("models", "subscribers", "jobs", "exchanges", "promises"):
            if part in present:
                importlib.import_module(f"{room.__name__}.{part}")
