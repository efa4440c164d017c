"""The main job: a woman is admitted, lists sâm Báo; a customer buys from two shops and pays; the Union sees it."""

from collections.abc import Callable

from tests.fakes.message_gateway import MessageGateway
from tests.journeys.main_job import the_main_job
from tests.pages import Browser


def test_the_main_job(browser: Callable[[], Browser], phones: MessageGateway) -> None:
    the_main_job(browser, phones)
