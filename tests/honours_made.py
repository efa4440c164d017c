"""An honour of a seller, as tests begin with it."""

from datetime import date
from typing import Any

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.honours.models import Honour
from marketplace.honours.services import note_consent, record_honour
from tests.builders import BIEN_THUONG, unit_of

BY: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
TOLD: dict[str, Any] = {
    "title": "exemplary",
    "citation": "Tạo việc làm cho 12 hội viên",
    "level": "province",
    "issuer": "Ban Thường vụ Hội LHPN tỉnh",
    "decision_number": "45/QĐ-BTV",
    "decided_on": date(2026, 10, 20),
}


def make_honour(awardee: Any, *, consents: bool = True, area_code: str = BIEN_THUONG, **told: Any) -> Honour:
    """An honour kept by a commune; of a woman consented to."""
    honour = record_honour(unit_of(area_code), awardee, **{**TOLD, **BY, **told})
    if consents and honour.person is not None:
        note_consent(honour, **BY)
    return honour
