"""The main job: she applies, is approved, lists sâm Báo; a customer buys from two shops and pays; the Union sees it."""

from collections.abc import Callable

from marketplace.core.transactions import transaction
from tests.builders import make_officer
from tests.fakes.message_gateway import MessageGateway
from tests.journeys import applicants, officers
from tests.journeys.outside import run_worker
from tests.pages import Browser


def test_the_main_job(browser: Callable[[], Browser], phones: MessageGateway) -> None:
    with transaction():
        officer_person = make_officer(applicants.TRIEU_SON, name="Lê Thị Cán")
    woman = browser()
    applicants.sign_up(woman, phones)
    applicants.begin(woman)
    woman = browser()
    applicants.go_on_elsewhere(woman)
    applicants.finish(woman)
    run_worker()

    officer = officers.sign_in(browser(), officer_person)
    officers.approve_application(officer, applicants.NAME)
    run_worker()
    print(phones.read(applicants.E164)[-1])

    applicants.open_shop(woman)
    applicants.list_sam_bao(woman)
    print(woman.text)
    assert 0
