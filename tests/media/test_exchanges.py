"""Photos and papers between disk and database: whole or absent, sealed where nobody but their owner may look."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from marketplace.core import outbox
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.media import exchanges, promises, queries, services, storage
from marketplace.media.errors import FileBroken, FileGone, PhotoRefused, QuotaReached
from marketplace.media.models import Photo, PrivateFile
from tests.builders import make_person
from tests.media.pipeline.pictures import encoded, exif, scene

PDF = b"%PDF-1.4\n1 0 obj<</Type /Page>>endobj\nstartxref\n0\n%%EOF\n"


def a_jpeg(width: int = 700, height: int = 500, seed: int = 7) -> bytes:
    return encoded(scene(width, height, seed), "JPEG", exif=exif(1), comment=b"canary-in-comment")


def _kept(data: bytes | None = None, owner: int | None = None) -> Photo:
    prepared = exchanges.prepare_photo(data or a_jpeg())
    with transaction():
        return services.keep_photo(prepared, owner)


def _run_worker() -> None:
    while outbox.run_due():
        pass


def _files(settings: object) -> list[Path]:
    return [path for path in settings.uploads.rglob("*") if path.is_file()]  # type: ignore[attr-defined]


def test_a_photo_is_kept_in_every_size(app: Flask) -> None:
    photo = _kept()
    made = {(r.width, r.format) for r in photo.renditions}
    assert made == {(w, f) for w in (160, 320, 480, 640, 700) for f in ("webp", "jpeg")}
    assert (photo.width, photo.height) == (700, 500)
    for rendition in photo.renditions:
        content = storage.read_plain(rendition.path)
        assert content is not None
        assert len(content) == rendition.size_bytes
        assert Image.open(BytesIO(content)).width == rendition.width
    assert list(promises.files_are_there()) == []


def test_keeping_twice_is_keeping_once(app: Flask) -> None:
    prepared = exchanges.prepare_photo(a_jpeg())
    for _ in range(2):
        with transaction():
            services.keep_photo(prepared, None)
    assert session.query(Photo).count() == 1


def test_what_the_camera_noted_is_in_no_file(app: Flask) -> None:
    photo = _kept()
    uploads = app.extensions["config"].uploads
    for path in uploads.rglob("*"):
        if path.is_file() and photo.public_id in str(path):
            assert b"canary-in-comment" not in path.read_bytes()
            assert b"Exif" not in path.read_bytes()


def test_a_refused_photo_leaves_nothing(app: Flask) -> None:
    before = len(_files(app.extensions["config"]))
    with pytest.raises(PhotoRefused):
        exchanges.prepare_photo(b"<svg onload=alert(1)>")
    with pytest.raises(PhotoRefused):
        exchanges.prepare_photo(a_jpeg()[:4000])
    assert len(_files(app.extensions["config"])) == before


def test_the_worker_draws_avif_once(app: Flask) -> None:
    photo = _kept()
    _run_worker()
    exchanges.draw_avif(exchanges.PhotoKept(photo.id))
    session.expire_all()
    drawn = [r for r in photo.renditions if r.format == "avif"]
    assert [r.width for r in drawn] == [160, 320, 480, 640, 700]
    assert photo.avif_at is not None
    assert outbox.list_parked() == []
    assert list(promises.files_are_there()) == []


def _kept_early() -> Photo:
    prepared = exchanges.prepare_photo_soon(a_jpeg())
    with transaction():
        return services.keep_photo(prepared, None)


def test_a_photo_kept_early_has_one_rendition_and_the_worker_draws_the_others(app: Flask) -> None:
    photo = _kept_early()
    assert [(r.width, r.format) for r in photo.renditions] == [(700, "webp")]
    assert list(promises.files_are_there()) == []
    _run_worker()
    session.expire_all()
    made = {(r.width, r.format) for r in photo.renditions}
    assert made == {(w, f) for w in (160, 320, 480, 640, 700) for f in ("webp", "jpeg", "avif")}
    assert photo.avif_at is not None
    assert list(promises.files_are_there()) == []


def test_drawing_what_is_there_already_changes_nothing(app: Flask) -> None:
    photo = _kept_early()
    for _ in range(2):
        exchanges.draw_renditions(exchanges.PhotoKeptEarly(photo.id))
    session.expire_all()
    assert len(photo.renditions) == 10
    waiting = session.query(outbox.OutboxRow).filter(outbox.OutboxRow.work.endswith(":draw_avif"))
    assert waiting.count() == 1


def test_a_photo_erased_before_the_worker_came_stays_empty(app: Flask) -> None:
    photo = _kept_early()
    with transaction():
        services.erase_photo(session.get_one(Photo, photo.id))
    _run_worker()
    session.expire_all()
    assert photo.renditions == []
    assert [path for path in _files(app.extensions["config"]) if photo.public_id in str(path)] == []


def test_an_erased_photo_is_gone_from_disk(app: Flask) -> None:
    photo = _kept()
    with transaction():
        services.erase_photo(session.get_one(Photo, photo.id))
        services.erase_photo(session.get_one(Photo, photo.id))
    _run_worker()
    left = [path for path in _files(app.extensions["config"]) if photo.public_id in str(path)]
    assert left == []
    assert session.get_one(Photo, photo.id).renditions == []
    assert list(promises.files_are_there()) == []


def test_a_paper_is_sealed_and_opens_for_us_alone(app: Flask) -> None:
    prepared = exchanges.prepare_document(PDF)
    with transaction():
        file = services.keep_document(prepared, None)
    on_disk = storage.read_plain(file.path)
    assert on_disk is not None
    assert b"/Page" not in on_disk
    assert exchanges.read_document(file) == PDF
    assert file.mime == "application/pdf"


def test_a_photographed_paper_is_drawn_afresh(app: Flask) -> None:
    prepared = exchanges.prepare_document(a_jpeg())
    with transaction():
        file = services.keep_document(prepared, None)
    content = exchanges.read_document(file)
    assert file.mime == "image/jpeg"
    assert b"canary-in-comment" not in content
    assert Image.open(BytesIO(content)).size == (700, 500)


def test_a_damaged_paper_is_said_to_be_broken(app: Flask) -> None:
    prepared = exchanges.prepare_document(PDF)
    with transaction():
        file = services.keep_document(prepared, None)
    path = app.extensions["config"].uploads / file.path
    *kept, last = path.read_bytes()
    path.write_bytes(bytes([*kept, last ^ 1]))
    with pytest.raises(FileBroken):
        exchanges.read_document(file)
    assert len(list(promises.files_are_there())) == 1


def test_an_erased_paper_is_gone(app: Flask) -> None:
    prepared = exchanges.prepare_document(PDF)
    with transaction():
        file = services.keep_document(prepared, None)
    with transaction():
        services.erase_document(session.get_one(PrivateFile, file.id))
    _run_worker()
    assert storage.read_plain(file.path) is None
    with pytest.raises(FileGone):
        exchanges.read_document(session.get_one(PrivateFile, file.id))
    with pytest.raises(FileGone):
        queries.get_document(file.public_id)


def test_one_person_cannot_fill_the_disk(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_A_DAY", 2)
    with transaction():
        person = make_person()
    for seed in (1, 2):
        _kept(a_jpeg(260, 220, seed), person.id)
    with pytest.raises(QuotaReached):
        exchanges.prepare_photo(a_jpeg(), person.id)
    prepared = exchanges.prepare_photo(a_jpeg(260, 220))
    with pytest.raises(QuotaReached), transaction():
        services.keep_photo(prepared, person.id)
    assert queries.find_photo(prepared.public_id) is None


def test_a_file_changed_by_hand_is_named(app: Flask) -> None:
    photo = _kept()
    rendition = photo.renditions[0]
    (app.extensions["config"].uploads / rendition.path).write_bytes(b"other")
    lines = list(promises.files_are_there())
    assert lines == [f"photo {photo.id}: {rendition.width}.{rendition.format} has another content"]
