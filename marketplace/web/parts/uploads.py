"""Uploaded files: read once, refused in words that say what to do, stored with their owner."""

from flask import request
from flask_babel import gettext as _

from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.exchanges import prepare_document, prepare_photo
from marketplace.media.models import Photo
from marketplace.media.queries import find_photo
from marketplace.media.services import PreparedDocument, keep_photo

MOST_AT_ONCE = 8


def sent_files(name: str) -> list[bytes]:
    """The contents of the files sent under a name; fields left empty are skipped."""
    uploads = request.files.getlist(name)[:MOST_AT_ONCE]
    return [content for upload in uploads if upload.filename and (content := upload.read())]


def take_photo(data: bytes, owner_person_id: int) -> Photo:
    """Prepare and keep one photo in a transaction of its own; PhotoRefused or QuotaReached."""
    prepared = prepare_photo(data, owner_person_id)
    with transaction():
        return keep_photo(prepared, owner_person_id)


def take_document(data: bytes, owner_person_id: int) -> PreparedDocument:
    """Prepare one paper, to be kept by the caller's transaction; PhotoRefused or QuotaReached."""
    return prepare_document(data, owner_person_id)


def own_photo(public_id: str | None, owner_person_id: int) -> Photo | None:
    """A photo this person uploaded before, by the id in the form; None for anybody else's."""
    photo = find_photo(public_id) if public_id else None
    return photo if photo is not None and photo.owner_person_id == owner_person_id else None


def refusal_words(refusal: PhotoRefused | QuotaReached) -> str:
    """What to tell a person whose file was not taken."""
    if isinstance(refusal, QuotaReached):
        return str(_("Hôm nay chị đã gửi nhiều ảnh. Mời chị gửi tiếp vào ngày mai."))
    return str(_(refusal.sentence))
