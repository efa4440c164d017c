"""The registries of kinds of lists and of readers of pictures."""

from marketplace.core.registry import Registry
from marketplace.imports.shape import Kind, KindWords

KINDS: Registry[Kind] = Registry("kind of list", "marketplace.imports.kinds", KindWords)
