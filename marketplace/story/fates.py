"""Random outcomes of orders: the steps from placing to the end, by payment method."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from marketplace.core.clock import VIETNAM
from marketplace.shipping.registries import CARRIERS
from marketplace.story.demand import Purchase
from marketplace.story.seasons import is_holiday
from marketplace.story.ways import CARD, COD, VIETQR

PLACED, SAID, PAID, FED, CHARGED, EXPIRED, ACCEPTED, PACKED, SHIPPED = (
    "placed", "said", "paid", "fed", "charged", "expired", "accepted", "packed", "shipped",
)  # fmt: skip
DELIVERED, CARRIED, COLLECTED, REFUSED, UNDELIVERED, RETURNED, CANCELLED, DECLINED = (
    "delivered", "carried", "collected", "refused", "undelivered", "returned", "cancelled", "declined",
)  # fmt: skip
REFUND_ACCOUNT, REFUND_SENT, REFUND_DONE = "refund_account", "refund_sent", "refund_done"
EARLIEST, LATEST = time(7), time(19, 30)  # sellers and carriers work by day
CANCEL_REASONS = ("changed_mind", "wrong_details", "too_slow", "found_elsewhere")
DECLINE_REASONS = ("sold_out", "not_in_time", "too_far")
REFUSE_REASONS = ("did_not_want", "not_as_ordered")
FAIL_REASONS = ("not_reached", "wrong_address", "asked_later")
HOLD = timedelta(hours=24)


@dataclass(frozen=True)
class Step:
    """One step of a shop order; `note` is a reason where there is one."""

    at: datetime
    what: str
    note: str = ""


@dataclass(frozen=True)
class Scene:
    """One purchase with the steps of each of its parts."""

    purchase: Purchase
    courses: Sequence[Sequence[Step]]


class Course:
    """The steps of one shop order, each some hours after the one before."""

    def __init__(self, random: Random, placed_at: datetime, days: tuple[int, int], by_post: bool) -> None:
        self.random, self.days, self.by_post = random, days, by_post
        self.steps = [Step(placed_at, PLACED)]

    @property
    def at(self) -> datetime:
        """When the last step happened."""
        return self.steps[-1].at

    def then(self, what: str, least: float, most: float, note: str = "", *, by_day: bool = True) -> "Course":
        """Add a step between `least` and `most` hours later, in working hours if `by_day`."""
        moment = self.at + timedelta(hours=self.random.uniform(least, most))
        self.steps.append(Step(_by_day(moment, self.random) if by_day else moment, what, note))
        return self

    def arrive(self, *, last_days: bool = False) -> float:
        """The hours a parcel travels."""
        first, last = self.days
        return 24 * (last if last_days else self.random.uniform(max(first, 0.3), max(last, 0.6)))


Ending = Callable[[Course], None]


def scene_of(random: Random, purchase: Purchase) -> Scene:
    """The outcome of a purchase, drawn for each shop order."""
    courses = []
    for basket in purchase.baskets:
        rate = basket.stall.rates[basket.zone]
        by_post = CARRIERS.get(rate.carrier).needs_tracking
        days = (rate.days_min, rate.days_max)
        courses.append(fate_of(random, purchase.method, purchase.placed_at, days, by_post))
    return Scene(purchase, courses)


def fate_of(random: Random, method: str, placed_at: datetime, days: tuple[int, int], by_post: bool) -> list[Step]:
    """The steps of a shop order, by payment method and days of transit."""
    course = Course(random, placed_at, days, by_post)
    endings = _FATES[method]
    random.choices(list(endings), list(endings.values()))[0](course)
    return course.steps


def is_answered_in_time(course: Sequence[Step], reply: timedelta) -> bool:
    """Whether the seller answers within the time to answer, `reply`."""
    ready = next((step for step in course if step.what in (PAID, FED, CHARGED)), course[0])
    answer = next((step for step in course if step.what in (ACCEPTED, DECLINED)), ready)
    return answer.at - ready.at < reply


def _prepare(course: Course) -> None:
    course.then(ACCEPTED, 0.3, 9).then(PACKED, 1, 20).then(SHIPPED, 0.5, 12)


def _deliver(course: Course) -> None:
    hours = course.arrive()
    by_carrier = course.by_post and course.random.random() < 0.4
    course.then(CARRIED if by_carrier else DELIVERED, hours, hours + 8)


def _collect(course: Course) -> None:
    waits = course.by_post and course.random.random() < 0.3  # the carrier hands the cash over some days later
    course.then(COLLECTED, 24 if waits else 0.02, 120 if waits else 0.2, by_day=waits)


def _fine_at_the_door(course: Course) -> None:
    _prepare(course)
    _deliver(course)
    _collect(course)


def _refused(course: Course) -> None:
    _prepare(course)
    course.then(REFUSED, course.arrive(), course.arrive(last_days=True) + 9, _one(course, REFUSE_REASONS))
    course.then(RETURNED, 30, 100)


def _second_try(course: Course) -> None:
    _prepare(course)
    course.then(UNDELIVERED, course.arrive(), course.arrive(last_days=True) + 9, _one(course, FAIL_REASONS))
    course.then(SHIPPED, 4, 20)
    _deliver(course)
    _collect(course)


def _never_reached(course: Course) -> None:
    _prepare(course)
    course.then(UNDELIVERED, course.arrive(), course.arrive(last_days=True) + 9, _one(course, FAIL_REASONS))
    course.then(RETURNED, 40, 110)


def _cancelled(course: Course) -> None:
    if course.random.random() < 0.4:
        course.then(ACCEPTED, 0.3, 6)
    course.then(CANCELLED, 0.3, 8, _one(course, CANCEL_REASONS), by_day=False)


def _declined(course: Course) -> None:
    course.then(DECLINED, 0.5, 14, _one(course, DECLINE_REASONS))


def _transferred(course: Course) -> None:
    if course.random.random() < 0.3:
        course.then(FED, 0.1, 5, by_day=False)
    else:
        course.then(SAID, 0.1, 4, by_day=False).then(PAID, 0.3, 8)


def _paid_and_fine(course: Course) -> None:
    _transferred(course)
    _prepare(course)
    _deliver(course)


def _paid_and_declined(course: Course) -> None:
    _transferred(course)
    _declined(course)
    _give_back(course)


def _paid_and_cancelled(course: Course) -> None:
    _transferred(course)
    course.then(CANCELLED, 0.3, 6, _one(course, CANCEL_REASONS), by_day=False)
    _give_back(course)


def _paid_and_refused(course: Course) -> None:
    _transferred(course)
    _refused(course)
    _give_back(course)


def _give_back(course: Course) -> None:
    course.then(REFUND_ACCOUNT, 0.5, 10, by_day=False).then(REFUND_SENT, 3, 30)
    course.then(REFUND_DONE, 2, 30, by_day=False)


def _never_paid(course: Course) -> None:
    course.steps.append(Step(course.at + HOLD, EXPIRED))


def _let_go_unpaid(course: Course) -> None:
    course.then(CANCELLED, 0.2, 10, _one(course, CANCEL_REASONS), by_day=False)


def _charged_and_fine(course: Course) -> None:
    course.then(CHARGED, 0.02, 0.1, by_day=False)
    _prepare(course)
    _deliver(course)


_FATES: dict[str, dict[Ending, float]] = {
    COD: {
        _fine_at_the_door: 86,
        _refused: 3.5,
        _second_try: 2.5,
        _never_reached: 1,
        _cancelled: 4,
        _declined: 3,
    },
    VIETQR: {
        _paid_and_fine: 86,
        _never_paid: 6,
        _let_go_unpaid: 2.5,
        _paid_and_declined: 2.5,
        _paid_and_cancelled: 2,
        _paid_and_refused: 1,
    },
    CARD: {_charged_and_fine: 100},
}


def _one(course: Course, reasons: tuple[str, ...]) -> str:
    return course.random.choice(reasons)


def _by_day(moment: datetime, random: Random) -> datetime:
    """The next working hour, never on the days of Tết."""
    local = moment.astimezone(VIETNAM)
    if local.time() > LATEST:
        local = datetime.combine(local.date() + timedelta(days=1), EARLIEST, VIETNAM)
    if local.time() < EARLIEST:
        local = datetime.combine(local.date(), EARLIEST, VIETNAM)
    while is_holiday(local.date()):
        local = datetime.combine(local.date() + timedelta(days=1), EARLIEST, VIETNAM)
    if local.time() == EARLIEST:
        local += timedelta(minutes=random.uniform(0, 150))
    return max(local.astimezone(moment.tzinfo), moment)
