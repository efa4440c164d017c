"""The main job on a phone of 360×800 in Chromium, with scripts and without; every act is a tap or a typed word."""

from collections.abc import Callable

import pytest

from tests.browser.screen import Screen
from tests.fakes.message_gateway import MessageGateway
from tests.journeys.main_job import the_main_job

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]


WITHOUT = pytest.param(False, marks=pytest.mark.thorough)


@pytest.mark.parametrize("scripts", [True, WITHOUT], ids=["with scripts", "without scripts"])
def test_the_main_job(new_screen: Callable[..., Screen], phones: MessageGateway, scripts: bool) -> None:
    the_main_job(lambda: new_screen(scripts=scripts), phones)
