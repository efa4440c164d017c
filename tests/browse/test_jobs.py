from datetime import timedelta

from flask import Flask

from marketplace.browse.jobs import note_what_sells, take_expired_stars_down
from marketplace.browse.models import Listing
from marketplace.core import jobs
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import make_live, make_product


def test_both_run_by_the_clock(app: Flask) -> None:
    assert {"marketplace.browse.jobs:take_expired_stars_down", "marketplace.browse.jobs:note_what_sells"} <= set(
        jobs._jobs
    )


def test_stars_of_yesterday_are_gone_this_morning(app: Flask) -> None:
    with transaction():
        product = make_live(make_product())
        listing = session.get_one(Listing, product.id)
        listing.ocop_stars, listing.ocop_until = 4, today() - timedelta(days=1)
    with transaction():
        take_expired_stars_down()
        note_what_sells()
    assert session.get_one(Listing, product.id).ocop_stars is None
