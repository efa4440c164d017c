"""Files that nobody claimed are gone within a day; what is claimed or fresh stays."""

import os
import time

from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.media import exchanges, jobs, services, storage
from tests.media.test_exchanges import PDF, a_jpeg


def test_orphans_go_and_the_rest_stays(app: Flask) -> None:
    uploads = app.extensions["config"].uploads
    claimed, orphan = exchanges.prepare_photo(a_jpeg()), exchanges.prepare_photo(a_jpeg())
    paper, lost_paper = exchanges.prepare_document(PDF), exchanges.prepare_document(PDF)
    with transaction():
        services.keep_photo(claimed, None)
        services.keep_document(paper, None)
    fresh = exchanges.prepare_photo(a_jpeg())
    begun = uploads / storage.UNFINISHED / "begun"
    begun.write_bytes(b"half")
    yesterday = time.time() - jobs.ORPHANED_AFTER - 60
    for path in uploads.rglob("*"):
        if fresh.public_id not in str(path):
            os.utime(path, (yesterday, yesterday))

    jobs.remove_orphans()

    assert storage.find_rendition(claimed.public_id, 480, "webp") is not None
    assert storage.find_rendition(fresh.public_id, 480, "webp") is not None
    assert storage.find_rendition(orphan.public_id, 480, "webp") is None
    assert storage.read_plain(orphan.original_path) is None
    assert storage.read_plain(paper.path) is not None
    assert storage.read_plain(lost_paper.path) is None
    assert not begun.exists()
