"""How far a woman had come in business on the day of the thing: an idea, an establishment, a shop, sales."""

from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from marketplace.core.words import N_
from marketplace.programme.dimensions.base import Dimension
from marketplace.programme.models import OutcomeFact
from marketplace.programme.queries.outcomes import COLLECTIVE, FOUNDED, IDEA, SALE, SHOP_OPENED, WOMEN_OWNED
from marketplace.programme.shape import DimensionWords

BEGUN_BY = {"shop": (SHOP_OPENED,), "founded": (FOUNDED, WOMEN_OWNED, COLLECTIVE), "idea": (IDEA,)}
SELLING = "selling"


class Stage(Dimension):
    """The farthest that the records tell of her by then; of a thing of nobody it is unknown."""

    code, position = "stage", 5
    words = DimensionWords(name=N_("Giai đoạn kinh doanh lúc đó"))
    parts = {
        "none": N_("chưa bắt đầu"),
        "idea": N_("có ý tưởng dự thi"),
        "founded": N_("đã lập cơ sở"),
        "shop": N_("đã mở gian hàng"),
        SELLING: N_("đã bán được hàng"),
    }

    def __init__(self) -> None:
        fact, sale = OutcomeFact, aliased(OutcomeFact)
        kinds = [kind for some in BEGUN_BY.values() for kind in some]
        since = [
            func.min(case((fact.kind.in_(some), fact.happened_on))).label(stage) for stage, some in BEGUN_BY.items()
        ]
        women = select(fact.person_id, *since).where(fact.kind.in_(kinds)).group_by(fact.person_id).subquery("begun")
        # her first sale is the first row of an index, asked of the few who have a shop: sales are many
        hers = (sale.kind == SALE, sale.programme_id.is_(None), sale.person_id == women.c.person_id)
        first = case((women.c.shop.is_not(None), select(func.min(sale.happened_on)).where(*hers).scalar_subquery()))
        self.way = select(women, first.label(SELLING)).subquery("her_way")

    def join(self, rows: Any, things: Any) -> Any:
        """Since when she stood where."""
        return rows.join(self.way, self.way.c.person_id == things.c.person_id, isouter=True)

    def part(self, things: Any) -> Any:
        """The farthest stage that had begun."""
        begun = [(self.way.c[stage] <= things.c.happened_on, stage) for stage in (SELLING, *BEGUN_BY)]
        return case((things.c.person_id.is_(None), None), *begun, else_="none")


plug = Stage()
