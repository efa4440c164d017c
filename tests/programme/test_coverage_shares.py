"""The shares of units with their channels and of trained officers: number, base and list are those of the day."""

from datetime import date
from typing import Any

from flask import Flask

from marketplace.association.posts import FULL_TIME
from marketplace.association.scope import EVERYTHING
from marketplace.association.services import give_post, record_channel, record_training
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.transactions import transaction
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import every_record, get_programme, tally
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import Place
from tests.builders import BIEN_THUONG, make_person, unit_of
from tests.outcomes import signed_in

BY: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
YEAR = parse_period("2026")


def test_both_shares_count_what_stands_on_the_last_day(app: Flask) -> None:
    opened_on, unit = date(2026, 2, 1), unit_of(BIEN_THUONG)
    with transaction():
        record_channel(unit, "fanpage", "facebook.com/hoi", opened_on=opened_on, **BY)
        record_channel(unit, "zalo_group", "zalo.me/g/hoi", opened_on=opened_on, **BY)
        posts = [
            give_post(make_person(n), unit, FULL_TIME, began_on=date(2026, 1, 5), **BY) for n in ("Chị A", "Chị B")
        ]
        record_training(posts[0], course="Kỹ năng số", trained_on=date(2026, 3, 1), document="", **BY)
    programme, place = get_programme("2415"), Place(unit.path)
    for code, expected in {"units_with_channels": (1, 1), "officers_trained": (1, 2)}.items():
        plug = INDICATORS.get(code)
        found = tally(plug, programme, place, YEAR)
        rows = every_record(plug, programme, place, YEAR)
        assert (found.records, found.base) == expected == (sum(bool(r.is_met) for r in rows), len(rows))
        assert tally(plug, programme, place, parse_period("2026-01")).records == 0
    page = signed_in(app, "province").open("/staff/programmes/2415?unit=38&period=2026")
    page.sees("Tỷ lệ đơn vị có fanpage và nhóm Zalo", "1/167", "Tỷ lệ cán bộ chuyên trách được tập huấn", "1/2")
    page.open("/staff/programmes/2415/officers_trained?unit=38&period=2026").sees("Chị A", "Chị B", "Chưa đạt")
    page.open(f"/staff/records/cadre_post/{posts[0].id}").sees("Chị A", "Cán bộ chuyên trách")
