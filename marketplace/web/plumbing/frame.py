"""The links of every page's frame (categories, policies), cached by the site's version."""

from dataclasses import dataclass

from marketplace.catalog.queries import list_root_categories
from marketplace.core.clock import today
from marketplace.core.versioned_cache import VersionedCache
from marketplace.rules.queries import PolicyInForce, policies_in_force


@dataclass(frozen=True)
class Frame:
    """The links of every page, in one language."""

    categories: tuple[tuple[str, str], ...]
    policies: tuple[tuple[str, str], ...]
    in_force: tuple[PolicyInForce, ...]


_frames: VersionedCache[Frame] = VersionedCache()


def frame_of(version: int, locale: str) -> Frame:
    """The frame at a site version; read from the database only when the version is new."""
    return _frames.get(version, lambda: _read(locale), (locale, today()))  # a policy may begin to hold today


def _read(locale: str) -> Frame:
    categories = tuple(
        (f"/categories/{c.slug}", c.name if locale == "vi" else c.name_en) for c in list_root_categories()
    )
    in_force = tuple(policies_in_force(locale))
    policies = tuple((f"/policies/{policy.slug}", policy.title) for policy in in_force)
    return Frame(categories, policies, in_force)
