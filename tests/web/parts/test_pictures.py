"""Pictures for templates: every size a screen may ask for, and none that does not exist."""

from marketplace.web.parts.pictures import picture


def test_a_picture_names_the_sizes_it_has() -> None:
    pic = picture("abc", "Củ sâm", width=700, height=500)
    assert pic is not None
    assert pic.src == "/media/abc/480.jpg"
    assert pic.webp.split(", ")[-1] == "/media/abc/700.webp 700w"
    assert (pic.width, pic.height, pic.alt, pic.avif) == (700, 500, "Củ sâm", "")


def test_a_large_picture_stops_at_the_widest() -> None:
    pic = picture("abc", width=4000, height=3000, has_avif=True)
    assert pic is not None
    assert pic.full == "/media/abc/1440.webp"
    assert pic.avif.endswith("/media/abc/1440.avif 1440w")


def test_no_photo_is_no_picture() -> None:
    assert picture(None) is None
    assert picture("") is None
