"""The levels of the Union that the platform knows, and which office belongs to which."""

PROVINCE, COMMUNE, BRANCH = "province", "commune", "branch"
OFFICE_OF = {PROVINCE: "province_officer", COMMUNE: "commune_officer", BRANCH: "commune_officer"}


def unit_name(area_name: str) -> str:
    """«Xã Biện Thượng» → «Hội LHPN xã Biện Thượng»."""
    return f"Hội LHPN {area_name[:1].lower()}{area_name[1:]}"
