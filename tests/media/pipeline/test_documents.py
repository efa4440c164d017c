"""Which evidence files are let in: photos of papers, and PDF files that only show pages."""

import zipfile
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from marketplace.media.pipeline.documents import MAX_PDF_BYTES, check_document
from marketplace.media.pipeline.errors import PhotoRefused, Reason
from tests.media.pipeline.pictures import encoded, exif, quarters, scene

SAMPLES = Path(__file__).parent / "samples"
PAGE = b"3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>\nendobj\n"
TREE = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R/Size 9") -> bytes:
    """A file of one page, with more objects or another trailer where wanted."""
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + TREE + PAGE + b"".join(objects)
    return body + b"xref\n0 1\ntrailer\n<<" + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def packed(objects: bytes, entries: bytes = b"/Filter/FlateDecode", broken: bool = False) -> bytes:
    """An object stream, as writers have used since PDF 1.5; `broken` spoils its check sum."""
    body = zlib.compress(b"7 0 8 20 " + objects)
    body = body[:-4] + b"\0\0\0\0" if broken else body
    head = b"6 0 obj\n<</Type/ObjStm/N 2/First 9/Length %d%s>>\nstream\r\n" % (len(body), entries)
    return head + body + b"\nendstream\nendobj\n"


def why(data: bytes) -> Reason:
    with pytest.raises(PhotoRefused) as refusal:
        check_document(data)
    return refusal.value.reason


def test_a_plain_pdf_is_let_in() -> None:
    info = check_document(pdf())
    assert (info.kind, info.mime, info.pages, info.photo) == ("pdf", "application/pdf", 1, None)


def test_a_pdf_of_scanned_pages_is_let_in() -> None:
    data = encoded(scene(800, 1100), "PDF", save_all=True, append_images=[scene(800, 1100, 2), scene(800, 1100, 3)])
    assert check_document(data).pages == 3


def test_pages_in_object_streams_are_counted() -> None:
    assert check_document(pdf(packed(b"<</Type/Page>> <</Type /Page/Rotate 90>>"))).pages == 3


def test_words_on_a_page_are_no_actions() -> None:
    text = zlib.compress(b"BT (Tom tat /JavaScript) Tj ET")
    page = b"9 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (len(text), text)
    assert check_document(pdf(page)).pages == 1


@pytest.mark.parametrize(("name", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_a_photo_of_a_paper_is_let_in_clean(name: str, mime: str) -> None:
    info = check_document(encoded(quarters(600, 800), name, exif=exif()))
    assert (info.kind, info.mime, info.pages) == ("photo", mime, None)
    assert info.photo is not None
    assert info.photo.image.size == (600, 800)
    assert info.photo.image.info == {}


def test_a_photo_is_judged_like_any_photo() -> None:
    assert why(encoded(quarters(100, 100), "PNG")) is Reason.TOO_SMALL
    assert why(encoded(quarters(), "JPEG")[:-40]) is Reason.DAMAGED
    assert why(encoded(quarters(), "JPEG") + b"<html>") is Reason.HIDDEN_CONTENT


@pytest.mark.parametrize(
    "action",
    [
        b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
        b"/OpenAction<</S/J#61va#53cript/JS(x)>>",
        b"/Names<</JavaScript 9 0 R>>",
        b"/OpenAction<</S/Launch/F(cmd.exe)>>",
        b"/Names<</EmbeddedFiles 9 0 R>>",
        b"/Type/EmbeddedFile",
        b"/Subtype/RichMedia",
        b"/S/SubmitForm/F(http://evil)",
        b"/S/GoToE",
    ],
)
def test_a_pdf_that_acts_or_carries_files_is_refused(action: bytes) -> None:
    entry = b"9 0 obj\n<<" + action + b">>\nendobj\n"
    assert why(pdf(entry)) is Reason.ACTIVE_CONTENT
    assert why(pdf(packed(b"<<" + action + b">> <<>>"))) is Reason.ACTIVE_CONTENT
    assert why(pdf(packed(b"<<" + action + b">> <<>>", broken=True))) is Reason.ACTIVE_CONTENT


def test_actions_in_a_comment_before_the_object_table_are_found() -> None:
    body = zlib.compress(b"% note\n7 0 <</S/JavaScript>>")
    stream = b"6 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n" + body + b"\nendstream endobj\n"
    assert why(pdf(stream)) is Reason.ACTIVE_CONTENT


@pytest.mark.parametrize("entries", [b"/Filter[/ASCIIHexDecode/FlateDecode]", b"/Filter/LZWDecode", b"/Filter/A#385"])
def test_object_streams_in_odd_packing_are_refused(entries: bytes) -> None:
    assert why(pdf(packed(b"<<>> <<>>", entries))) is Reason.HIDDEN_CONTENT


def test_object_streams_that_unpack_without_end_are_refused() -> None:
    assert why(pdf(packed(b" " * 100_000_000))) is Reason.HIDDEN_CONTENT


def test_streams_without_number_are_refused_soon() -> None:
    assert why(pdf(b"stream x" * 100_000)) is Reason.HIDDEN_CONTENT
    assert why(pdf(b"/ObjStm " * 100_000)) is Reason.HIDDEN_CONTENT


def test_a_locked_pdf_is_refused() -> None:
    assert why(pdf(trailer=b"/Root 1 0 R/Encrypt 5 0 R")) is Reason.LOCKED
    assert why(pdf(trailer=b"/Root 1 0 R/#45ncrypt 5 0 R")) is Reason.LOCKED


def test_a_pdf_cut_short_is_refused() -> None:
    whole = encoded(scene(800, 1100), "PDF")
    for kept in (0.2, 0.5, 0.9):
        assert why(whole[: int(len(whole) * kept)]) is Reason.DAMAGED
    assert why(b"%PDF-1.7\n") is Reason.DAMAGED


def test_a_pdf_without_pages_is_refused() -> None:
    assert why(pdf().replace(b"/Type /Page ", b"/Type /Font ")) is Reason.DAMAGED


def test_a_pdf_that_opens_as_an_archive_is_refused() -> None:
    archive = BytesIO(pdf())
    with zipfile.ZipFile(archive, "a") as zipped:
        zipped.writestr("run.exe", b"MZ")
    assert why(archive.getvalue()) is Reason.HIDDEN_CONTENT


def test_a_pdf_above_the_limit_is_refused() -> None:
    assert why(pdf(b"%" + b"x" * MAX_PDF_BYTES + b"\n")) is Reason.TOO_LARGE_DOCUMENT


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"\0" * 100,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
        b"<html><body>Giay chung nhan</body></html>",
        b"{\\rtf1 }",
        encoded(Image.new("RGB", (300, 300)), "TIFF"),
        "Giấy chứng nhận".encode(),
    ],
    ids=["docx", "doc", "html", "rtf", "tiff", "text"],
)
def test_other_kinds_of_file_are_refused(data: bytes) -> None:
    assert why(data) is Reason.NOT_A_DOCUMENT


def test_an_empty_file_is_refused() -> None:
    assert why(b"") is Reason.EMPTY


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\xef\xbb\xbf\n", b"\0" * 300])
@pytest.mark.parametrize("after", [b"", b"\0" * 9_000, b"\r\n" * 2_000, b"\x1a"])
def test_what_mailers_and_scanners_put_around_a_pdf_is_passed_over(before: bytes, after: bytes) -> None:
    """(8.18) A byte order mark, line breaks, zeros; a file that stops short is damaged with them too."""
    assert check_document(before + pdf() + after).pages == 1
    assert why(before + pdf()[:-20] + after) is Reason.DAMAGED


def test_anything_else_before_a_pdf_makes_it_none() -> None:
    assert why(b"GIF89a" + pdf()) is Reason.NOT_A_DOCUMENT


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.pdf").read_bytes()


@pytest.mark.parametrize(
    "name", ["owner_rc4_40", "owner_rc4_128", "owner_aes_128", "owner_aes_128_plain_metadata", "owner_aes_256"]
)
def test_a_pdf_that_only_its_owner_may_change_is_let_in(name: str) -> None:
    """(8.18) Every viewer opens it without a password; what its packed objects hold is judged all the same."""
    assert check_document(sample(name)).pages == 2


@pytest.mark.parametrize("name", ["owner_aes_256_script", "owner_rc4_128_script"])
def test_a_script_behind_an_owners_password_is_found(name: str) -> None:
    assert why(sample(name)) is Reason.ACTIVE_CONTENT


def test_an_object_stream_that_hides_from_being_opened_is_refused() -> None:
    assert why(sample("owner_aes_256_script").replace(b"/ObjStm", b"/Obj#53tm")) is Reason.HIDDEN_CONTENT


@pytest.mark.parametrize("name", ["user_aes_256", "user_aes_128"])
def test_a_pdf_that_asks_its_reader_for_a_password_is_locked(name: str) -> None:
    """(8.18) The true reason: not damaged, not hidden."""
    assert why(sample(name)) is Reason.LOCKED


def test_an_encrypted_pdf_that_was_spoilt_raises_nothing_but_refusals() -> None:
    whole, chance = sample("owner_aes_256"), Random(8)
    for _ in range(300):
        spoilt = bytearray(whole)
        for _byte in range(8):
            spoilt[chance.randrange(len(whole))] = chance.randrange(256)
        with suppress(PhotoRefused):
            check_document(bytes(spoilt))
