"""Where a woman of a list lives: a village of the commune that keeps it, or a place that must not pass for one."""

from marketplace.association.models import Unit
from marketplace.association.queries import commune_of
from marketplace.core.folding import fold
from marketplace.places.naming import bare_name, phrases
from marketplace.places.queries import Place, directory, is_called
from marketplace.training.pasted_lists import split_place


def village_in(unit: Unit, village: str, wider: str = "", commune: str = "") -> str | None:
    """The village as it is kept for a woman of a unit's list; None where what was written is not of its commune.

    `commune` is the code of the one whose list it is, where the unit is none. Former communes that went into the
    commune of today, its district before and its province are of it. Where a list is no commune's, no village can be
    told to be of any.
    """
    village, within = split_place(village)
    own = directory().get(commune_of(unit) or commune)
    around = [text for text in (wider, within) if text]
    if own is None:
        return None if village or around else ""
    if _is_another_commune(village, own) or not all(_holds(text, own) for text in around):
        return None
    return village or _former_commune(around, own)


def _holds(text: str, own: Place) -> bool:
    """Whether each place written around a village is the commune itself, was a part of it, or lies around it."""
    province = fold(bare_name(directory()[own.parent_code or ""].name))
    named = [(one.kind, " ".join(one.words)) for one in phrases(text)]
    return all(
        (kind in ("tỉnh", "") and fold(name) == province) or is_called(own.code, f"{kind} {name}".strip())
        for kind, name in named
    )


def _is_another_commune(village: str, own: Place) -> bool:
    """Whether a «village» is the bare name of another commune of the province or of another province: «Triệu Sơn»."""
    asked = fold(village)
    others = (each for each in directory().values() if each.parent_code in (None, own.parent_code))
    is_one = bool(asked) and any(fold(bare_name(each.name)) == asked for each in others)
    return is_one and asked != fold(bare_name(own.name)) and not is_called(own.code, village)


def _former_commune(around: list[str], own: Place) -> str:
    """«xã Vĩnh Hùng», where somebody still says so instead of a village; nothing where it is the commune of today."""
    named = [one for text in around for one in phrases(text) if one.level == "commune"]
    told = next((text for text in around if named), "").split(",")[0].strip()
    return "" if fold(bare_name(told)) == fold(bare_name(own.name)) else told
