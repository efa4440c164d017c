"""All kinds of outcomes, each with the selections of the records that it follows from."""

from marketplace.programme.queries.outcomes.classes import ATTENDED, ATTENDED_SOURCES, OFFICER_TRAINED, TRAINED_SOURCES
from marketplace.programme.queries.outcomes.columns import Source
from marketplace.programme.queries.outcomes.enterprises import (
    COLLECTIVE,
    COLLECTIVE_SOURCES,
    FOUNDED,
    FOUNDED_SOURCES,
    SHOWN_ONLINE,
    SHOWN_ONLINE_SOURCES,
    WOMEN_OWNED,
    WOMEN_OWNED_SOURCES,
)
from marketplace.programme.queries.outcomes.ideas import (
    HONOURED_SOURCES,
    IDEA,
    IDEA_HONOURED,
    IDEA_SOURCES,
    IDEA_SUPPORTED,
    SUPPORTED_SOURCES,
)
from marketplace.programme.queries.outcomes.money import MONEY_PAID, MONEY_SOURCES
from marketplace.programme.queries.outcomes.outreach import HELPED, HELPED_SOURCES
from marketplace.programme.queries.outcomes.sales import SALE, SALE_SOURCES
from marketplace.programme.queries.outcomes.shops import PRODUCT_LISTED, PRODUCT_SOURCES, SHOP_OPENED, SHOP_SOURCES
from marketplace.programme.queries.outcomes.support import SUPPORT, SUPPORT_SOURCES

SOURCES: dict[str, tuple[Source, ...]] = {
    SUPPORT: SUPPORT_SOURCES,
    MONEY_PAID: MONEY_SOURCES,
    SHOP_OPENED: SHOP_SOURCES,
    PRODUCT_LISTED: PRODUCT_SOURCES,
    SALE: SALE_SOURCES,
    FOUNDED: FOUNDED_SOURCES,
    WOMEN_OWNED: WOMEN_OWNED_SOURCES,
    COLLECTIVE: COLLECTIVE_SOURCES,
    SHOWN_ONLINE: SHOWN_ONLINE_SOURCES,
    IDEA: IDEA_SOURCES,
    IDEA_HONOURED: HONOURED_SOURCES,
    IDEA_SUPPORTED: SUPPORTED_SOURCES,
    ATTENDED: ATTENDED_SOURCES,
    OFFICER_TRAINED: TRAINED_SOURCES,
    HELPED: HELPED_SOURCES,
}
