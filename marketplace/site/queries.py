"""Reading the settings: one version row with each request; the settings are cached by that version."""

from typing import Any

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.core.versioned_cache import VersionedCache
from marketplace.core.versions import SITE, version_of
from marketplace.site.models import Setting
from marketplace.site.settings import SiteSettings, from_rows

_settings: VersionedCache[SiteSettings] = VersionedCache()


def current_settings(version: int | None = None) -> SiteSettings:
    """The settings in force; pass the site version where it was read already."""
    number = version_of(SITE) if version is None else version
    return _settings.get(number, lambda: from_rows(_stored()))


def _stored() -> dict[str, Any]:
    return dict(session.execute(select(Setting.key, Setting.value)).all())
