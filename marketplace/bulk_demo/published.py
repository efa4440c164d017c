"""The records behind the table that the Union published in March 2024: as many as its figures say.

What the demo holds already counts too, so that only what is lacking is written: figures come out exact.
"""

from datetime import date

from marketplace.association.queries import find_unit_of_area, list_units
from marketplace.bulk_demo.classes import Classes
from marketplace.bulk_demo.former_units import write_former_units
from marketplace.bulk_demo.founding import write_collectives, write_enterprises
from marketplace.bulk_demo.ideas import LAST_DAY, write_ideas
from marketplace.bulk_demo.support import write_one_support_each
from marketplace.programme.models import Programme
from marketplace.programme.periods import span
from marketplace.programme.queries import get_programme, value_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services.outcomes import rebuild_facts
from marketplace.programme.shape import Place
from marketplace.story.stage import Stage
from marketplace.story.telling import Teller

PROGRAMME = "939"
PUBLISHED_ON = date(2024, 3, 8)
PUBLISHED = {  # indicator → its figure in the text of the chairwoman
    "women_trained_digital": 212_013,
    "women_supported": 7_192,
    "women_enterprises": 1_012,
    "collective_models": 156,
    "ideas_entered": 305,
    "ideas_honoured": 103,
    "ideas_national": 6,
}
ATTENDANCES = 268_000  # of which those above the women are a second class of somebody


def write_published(stage: Stage, say: Teller, share: float) -> None:
    """Write what is lacking of every published figure, or of a share of it, as part of the running transaction."""
    rebuild_facts()
    attendances = round(ATTENDANCES * share)
    programme = get_programme(PROGRAMME)
    lacking = {code: max(round(figure * share) - _so_far(programme, code), 0) for code, figure in PUBLISHED.items()}
    say(f"former units: {write_former_units(stage)}")
    communes = [unit for unit in list_units() if unit.level == "commune"]
    women = lacking["women_trained_digital"]
    classes = Classes(stage, programme, communes, until=PUBLISHED_ON)
    with say.counting("women in classes", attendances) as count:
        trained = classes.write_first(women, count)
        classes.write_second(trained, attendances - women, count)
    say(f"women in classes: {women}")
    supported = trained[: lacking["women_supported"]]
    write_one_support_each(stage, programme, supported, until=PUBLISHED_ON)
    write_enterprises(stage, programme, supported[: lacking["women_enterprises"]], until=PUBLISHED_ON)
    write_collectives(stage, programme, supported[-lacking["collective_models"] :], until=PUBLISHED_ON)
    authors = [each for each in trained if each.on <= LAST_DAY][: lacking["ideas_entered"]]
    write_ideas(stage, programme, authors, lacking["ideas_honoured"], lacking["ideas_national"])
    say(f"facts of what was published: {rebuild_facts()}")


def _so_far(programme: Programme, code: str) -> int:
    province = find_unit_of_area("38")
    assert province is not None
    days = span(programme.begins_on, PUBLISHED_ON)
    return int(value_of(INDICATORS.get(code), programme, Place(province.path), days))
