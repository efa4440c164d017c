"""Finds metadata in a picture file: all it carries besides pixels."""

import io

from PIL import Image

CARRIED = frozenset({"exif", "xmp", "icc_profile", "comment", "photoshop", "Raw profile type exif", "parsed_exif"})


def metadata_in(content: bytes) -> set[str]:
    """Names of metadata found in an encoded picture, «trailing bytes» among them; empty for a clean one."""
    with Image.open(io.BytesIO(content)) as image:
        found = {name for name in image.info if name in CARRIED and image.info[name]}
        kind = image.format
    if kind == "JPEG" and not content.endswith(b"\xff\xd9"):
        found.add("trailing bytes")
    if kind == "WEBP" and len(content) != int.from_bytes(content[4:8], "little") + 8:
        found.add("trailing bytes")
    return found
