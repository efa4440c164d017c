"""The registries of kinds of lists and of readers of pictures."""

from marketplace.core.registry import Registry
from marketplace.imports.shape import Kind, KindWords, Reader, ReaderWords

KINDS: Registry[Kind] = Registry("kind of list", "marketplace.imports.kinds", KindWords)
READERS: Registry[Reader] = Registry("reader of pictures", "marketplace.imports.readers", ReaderWords)


def reader_here() -> Reader | None:
    """The reader of this machine: the first by code that is installed; None where none is."""
    return next((reader for reader in READERS.all().values() if reader.is_there()), None)
