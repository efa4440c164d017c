"""The levels of the Union that the platform supports, and the officer role of each."""

from marketplace.accounts.roles import COMMUNE_OFFICER, PROVINCE_OFFICER

PROVINCE, COMMUNE, BRANCH = "province", "commune", "branch"
OFFICE_OF = {PROVINCE: PROVINCE_OFFICER, COMMUNE: COMMUNE_OFFICER, BRANCH: COMMUNE_OFFICER}


def unit_name(area_name: str) -> str:
    """«Xã Biện Thượng» → «Hội LHPN xã Biện Thượng»."""
    return f"Hội LHPN {area_name[:1].lower()}{area_name[1:]}"
