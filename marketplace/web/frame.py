"""The frame of every page: categories and policy links, kept by the site's version."""

from dataclasses import dataclass

from marketplace.catalog.queries import list_root_categories
from marketplace.core.clock import today
from marketplace.core.kept import KeptByVersion
from marketplace.rules.queries import list_policy_links


@dataclass(frozen=True)
class Frame:
    """Links that stand on every page, in one language."""

    categories: tuple[tuple[str, str], ...]
    policies: tuple[tuple[str, str], ...]


_frames: KeptByVersion[Frame] = KeptByVersion()


def frame_of(version: int, locale: str) -> Frame:
    """The frame at a site version; read from the database only when the version is new."""
    return _frames.get(version, lambda: _read(locale), (locale, today()))  # a policy may begin to hold today


def _read(locale: str) -> Frame:
    categories = tuple(
        (f"/categories/{c.slug}", c.name if locale == "vi" else c.name_en) for c in list_root_categories()
    )
    policies = tuple((f"/policies/{slug}", title) for slug, title in list_policy_links(locale))
    return Frame(categories, policies)
