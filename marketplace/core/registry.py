"""Discovery: plugs and rooms are registered by the presence of their file, found by importing a package's modules."""

import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Generic, TypeVar

Plug = TypeVar("Plug")
ATTRIBUTE = "plug"  # what a module calls the plug it offers
_forgetting: list[Callable[[str], None]] = []


class UnknownPlug(KeyError):
    """No plug of this kind has this code: it was removed, or the code is mistyped."""

    def __str__(self) -> str:
        return str(self.args[0])


class MissingWord(Exception):
    """A plug lacks a word that pages need; names the kind, the plug and the word."""


class Registry(Generic[Plug]):
    """Plugs of one kind by code, filled by importing every module of one package.

    A module of the package offers its plug as `plug`; its code is the module's name. Where `words` is given,
    each plug carries `words` of that dataclass, and none that has no default may be empty. `check` gets each code and
    plug, and raises where the plug cannot be used.
    """

    def __init__(
        self,
        kind: str,
        package: str,
        words: type | None = None,
        *,
        check: Callable[[str, Plug], None] | None = None,
    ) -> None:
        self.kind, self.package, self.words, self.check = kind, package, words, check
        self._plugs: dict[str, Plug] | None = None

    def all(self) -> dict[str, Plug]:
        """Every plug by its code, in order of code. MissingWord when one lacks a word that pages need."""
        if self._plugs is None:
            self._plugs = dict(self._offered_by(module) for module in self._modules())
        return self._plugs

    def get(self, code: str) -> Plug:
        """One plug; UnknownPlug when there is none of that code."""
        try:
            return self.all()[code]
        except KeyError:
            raise UnknownPlug(f"no {self.kind} «{code}»; there are {', '.join(self.all())}") from None

    def __contains__(self, code: object) -> bool:
        """Whether there is a plug of this code."""
        return code in self.all()

    @contextmanager
    def with_plug(self, file: Path) -> Iterator[Plug]:
        """Add a plug from a file outside the package; when the block ends it and all it registered are removed."""
        before = self.all()
        with module_from(file, self.package) as module:
            code, plug = self._offered_by(module)
            self._plugs = dict(sorted({**before, code: plug}.items()))
            try:
                yield plug
            finally:
                self._plugs = before

    def _modules(self) -> Iterator[ModuleType]:
        return (module for module in modules_in(self.package) if hasattr(module, ATTRIBUTE))

    def _offered_by(self, module: ModuleType) -> tuple[str, Plug]:
        code, plug = module.__name__.rpartition(".")[2], getattr(module, ATTRIBUTE)
        if self.words is not None:
            _require_words(self.kind, code, getattr(plug, "words", None), self.words)
        if self.check is not None:
            self.check(code, plug)
        return code, plug


def _require_words(kind: str, code: str, words: Any, expected: type) -> None:
    if not isinstance(words, expected) or not is_dataclass(words):
        raise MissingWord(f"{kind} «{code}» has no words")
    for field in fields(words):
        if not getattr(words, field.name) and field.default is MISSING:
            raise MissingWord(f"{kind} «{code}» lacks its word «{field.name}»")


def forgets(forget: Callable[[str], None]) -> Callable[[str], None]:
    """Register a function that removes what a module registered somewhere; it is called with the module's name."""
    _forgetting.append(forget)
    return forget


@contextmanager
def module_from(file: Path, package: str) -> Iterator[ModuleType]:
    """Import a file as if it lay in a package; when the block ends, all that it registered is removed."""
    name = f"{package}.{file.stem}"
    if name in sys.modules:
        raise ImportError(f"{name} is there already")
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no module")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        yield module
    finally:
        for forget in _forgetting:
            forget(name)
        del sys.modules[name]


def modules_in(package: str) -> Iterator[ModuleType]:
    """Import and yield every module directly inside a package, in order of name."""
    parent = importlib.import_module(package)
    for found in sorted(pkgutil.iter_modules(parent.__path__), key=lambda m: m.name):
        yield importlib.import_module(f"{package}.{found.name}")


def load_rooms(root: str = "marketplace") -> None:
    """Import the files by which rooms register themselves: models, subscribers, jobs, exchanges, promises."""
    for room in modules_in(root):
        if not hasattr(room, "__path__"):
            continue
        present = {found.name for found in pkgutil.iter_modules(room.__path__)}
        for part in ("models", "subscribers", "jobs", "exchanges", "promises"):
            if part in present:
                importlib.import_module(f"{room.__name__}.{part}")
