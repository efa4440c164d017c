"""All kinds of outcomes, each with the selections of the records that it follows from."""

from marketplace.programme.queries.outcomes.classes import ATTENDED, ATTENDED_SOURCES, OFFICER_TRAINED, TRAINED_SOURCES
from marketplace.programme.queries.outcomes.columns import Source
from marketplace.programme.queries.outcomes.sales import SALE, SALE_SOURCES
from marketplace.programme.queries.outcomes.shops import PRODUCT_LISTED, PRODUCT_SOURCES, SHOP_OPENED, SHOP_SOURCES
from marketplace.programme.queries.outcomes.support import SUPPORT, SUPPORT_SOURCES

SOURCES: dict[str, tuple[Source, ...]] = {
    SUPPORT: SUPPORT_SOURCES,
    SHOP_OPENED: SHOP_SOURCES,
    PRODUCT_LISTED: PRODUCT_SOURCES,
    SALE: SALE_SOURCES,
    ATTENDED: ATTENDED_SOURCES,
    OFFICER_TRAINED: TRAINED_SOURCES,
}
