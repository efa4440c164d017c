"""Public addresses of photos: immutable, so that browsers and proxies may cache them for a year."""

WIDTHS = (160, 320, 480, 640, 960, 1440)


def photo_url(public_id: str, width: int, kind: str = "webp") -> str:
    """The address of one rendition; a width the photo lacks answers with its largest."""
    return f"/media/{public_id}/{width}.{kind}"
