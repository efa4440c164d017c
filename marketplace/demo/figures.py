"""The demo's totals without a list, and communes put into a cluster, by the province; marked as samples."""

from datetime import date

from marketplace.association.scope import Scope
from marketplace.demo.stage import Stage
from marketplace.demo.targets import SAMPLE
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import get_programme, list_indicators
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import CLUSTER, Statement, say_group, state_total
from marketplace.story.source import list_shops

CLUSTER_NAME = "Cụm 1 (mẫu)"
TOTAL, YEAR = 1_240, "2023"


def write_figures(stage: Stage) -> None:
    """A total of the first indicator of Đề án 939 for one year, and a cluster of three communes."""
    by, scope = stage.officer_of(""), Scope((stage.home.path,))
    programme = get_programme("939")
    first = INDICATORS.get(list_indicators(programme)[0].indicator)
    said = Statement(TOTAL, f"Báo cáo tổng kết năm 2023 ({SAMPLE})", date(2023, 12, 20))
    state_total(programme, first, stage.home, parse_period(YEAR), said, actor=by, scope=scope)
    for area_code in sorted({shop.area_code for shop in list_shops()})[:3]:
        say_group(CLUSTER, stage.units[area_code], CLUSTER_NAME, actor=by, scope=scope)
