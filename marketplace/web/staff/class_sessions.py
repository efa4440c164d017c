"""Sessions of a class: added and taken out, the roll called for all at once, the signed sheet kept."""

from collections.abc import Iterable, Mapping

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.clock import today
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.exchanges import read_document
from marketplace.media.queries import find_document
from marketplace.media.services import keep_document
from marketplace.training.errors import (
    AlreadyCertified,
    ClassCancelled,
    ElsewhereThatDay,
    HasAttendance,
    LastSession,
    NotThatDay,
    NotYet,
    ScanClosed,
    SessionExists,
)
from marketplace.training.models import ClassSession, Enrolment, TrainingClass
from marketplace.training.queries import (
    get_class,
    get_session,
    get_sheet,
    list_enrolments,
    list_sessions,
    lock_class,
    marks_of_session,
    taken_off,
)
from marketplace.training.services import (
    Met,
    add_session,
    call_roll,
    close_scan,
    drop_session,
    keep_sheet,
    merge_rolls,
    move_session,
    open_scan,
)
from marketplace.training.states import OPEN_STATES
from marketplace.training.topics import PRESENT
from marketplace.web.parts.papers import ENDINGS
from marketplace.web.parts.qr import qr_svg
from marketplace.web.parts.uploads import refusal_words, sent_files, take_document
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, signed_in_person
from marketplace.web.staff.classes import class_page, sell_code
from marketplace.web.staff.forms.training import SessionForm
from marketplace.web.words.training import mark_words


def add(code: str) -> Response:
    """One more session of a class."""
    form = SessionForm(request.form)
    if form.validate():
        try:
            with transaction():
                first_time()
                row = lock_class(code, current_scope())
                day, hours = form.held_on.day or today(), (form.begins.time, form.ends.time)
                add_session(row, day, *hours, actor=officer_actor(), scope=current_scope())
                page = leads_to(url_for("staff.classes.show", code=code))
            flash(_("Đã thêm buổi học."), "success")
            return see_other(page)
        except (SessionExists, ClassCancelled, Invalid) as refused:
            _tell(form, refused)
    return make_response(class_page(code, session_form=form), 422)


def move(code: str, session_id: int) -> Response:
    """Give a session another day or time; its list hears of it."""
    row = get_class(code, current_scope())
    held = get_session(row, session_id)
    form = SessionForm(request.form if request.method == "POST" else None, data=_said_of(held))
    if request.method == "POST" and form.validate() and _move(code, session_id, form):
        flash(_("Đã đổi ngày giờ. Ai có tên trong lớp được báo tin."), "success")
        return see_other(url_for("staff.classes.show", code=code) + "#sessions")
    page = render_template("staff/classes/move.html", row=row, held=held, form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def _said_of(held: ClassSession) -> dict[str, object]:
    return {"held_on": held.held_on, "begins": held.begins, "ends": held.ends}


def _move(code: str, session_id: int, form: SessionForm) -> bool:
    try:
        with transaction():
            row = lock_class(code, current_scope())
            day, hours = form.held_on.day or today(), (form.begins.time, form.ends.time)
            move_session(row, get_session(row, session_id), day, *hours, actor=officer_actor(), scope=current_scope())
    except HasAttendance:
        words = _("Buổi này đã có người dự hoặc đã có ảnh danh sách ký tên, nên không đổi ngày được.")
        form.held_on.errors = [words]
        return False
    except (SessionExists, ClassCancelled, Invalid) as refused:
        _tell(form, refused)
        return False
    return True


def _tell(form: SessionForm, refused: Exception) -> None:
    """Say at the field why a session cannot be on that day or at that time."""
    if isinstance(refused, SessionExists):
        form.held_on.errors = [_("Lớp đã có buổi học vào ngày giờ này.")]
    elif isinstance(refused, ClassCancelled):
        form.held_on.errors = [_("Lớp này đã hủy, nên không thêm hay đổi buổi học.")]
    elif isinstance(refused, Invalid) and refused.facts.get("field") == "ends":
        form.ends.errors = [_("Giờ kết thúc phải sau giờ bắt đầu.")]
    else:
        form.held_on.errors = [_("Ngày này quá xa. Mời xem lại năm.")]


def drop(code: str, session_id: int) -> Response:
    """Take a session out that does not take place."""
    try:
        with transaction():
            row = lock_class(code, current_scope())
            drop_session(row, get_session(row, session_id), actor=officer_actor(), scope=current_scope())
        flash(_("Đã bỏ buổi học này."), "success")
    except HasAttendance:
        flash(_("Buổi này đã có người dự hoặc đã có ảnh danh sách ký tên, nên không bỏ được."), "error")
    except LastSession:
        flash(_("Lớp phải có ít nhất một buổi. Nếu lớp không diễn ra, mời hủy lớp."), "error")
    return see_other(url_for("staff.classes.show", code=code))


def roll(code: str, session_id: int) -> Response:
    """Who was in a session: the whole list on one page, saved at once.

    Who was ticked but is no longer in the list, since another officer took her off, is named; the others are saved.
    """
    if request.method == "GET":
        return _roll_page(code, session_id, everybody="all" in request.args)
    marks, gone, met = _sent_marks(), list[str](), list[str]()
    try:
        with transaction():
            row = lock_class(code, current_scope())
            held = get_session(row, session_id)
            for one in taken_off(row, marks):
                del marks[one.id]
                gone.append(_gone_words(one))
            kept, others = _put_together(row, held, marks)
            came = call_roll(row, held, kept, actor=officer_actor(), scope=current_scope())
            met = _met_words(row, others)
    except ElsewhereThatDay as refused:
        return _roll_page(code, session_id, marks, [*map(_elsewhere, refused.found), *gone])
    except AlreadyCertified:
        words = _("Có chị đã được cấp giấy chứng nhận nên không bỏ điểm danh được. Mời thu hồi giấy trước.")
        return _roll_page(code, session_id, marks, [words, *gone])
    except NotYet:
        words = _("Buổi học này chưa tới ngày. Mời điểm danh trong ngày học hoặc sau đó.")
        return _roll_page(code, session_id, marks, [words])
    except ClassCancelled:
        return _roll_page(code, session_id, marks, [_("Lớp này đã hủy, nên không điểm danh được.")])
    flash(_("Đã lưu điểm danh: %(came)s chị có mặt.", came=came), "success")
    for words in (*gone, *met):
        flash(words, "info")
    return see_other(url_for("staff.classes.show", code=code))


def open_code(code: str, session_id: int) -> Response:
    """Let trainees tick themselves by the code of this session."""
    try:
        with transaction():
            row = lock_class(code, current_scope())
            open_scan(row, get_session(row, session_id), actor=officer_actor(), scope=current_scope())
        flash(_("Đã mở mã. Chị em quét là tự điểm danh, cho tới hết ngày hoặc tới khi đóng mã."), "success")
    except NotThatDay:
        flash(_("Mã điểm danh chỉ mở được trong ngày học."), "error")
    except (ClassCancelled, ScanClosed):
        flash(_("Lớp đã hủy hoặc đã kết thúc, nên không mở mã điểm danh."), "error")
    return see_other(url_for("staff.class_sessions.roll", code=code, session_id=session_id) + "#scan")


def close_code(code: str, session_id: int) -> Response:
    """From now on officers alone say who is there."""
    with transaction():
        row = lock_class(code, current_scope())
        close_scan(row, get_session(row, session_id), actor=officer_actor(), scope=current_scope())
    flash(_("Đã đóng mã điểm danh."), "success")
    return see_other(url_for("staff.class_sessions.roll", code=code, session_id=session_id) + "#scan")


def keep(code: str, session_id: int) -> Response:
    """Keep the photo of the signed list of a session."""
    page = url_for("staff.class_sessions.roll", code=code, session_id=session_id) + "#sheets"
    try:
        prepared = [take_document(one, signed_in_person().id) for one in sent_files("photo")]
        with transaction():
            first_time()
            leads_to(page)
            row = lock_class(code, current_scope())
            held = get_session(row, session_id)
            for each in prepared:
                file = keep_document(each, signed_in_person().id)
                keep_sheet(row, held, file, actor=officer_actor(), scope=current_scope())
    except (PhotoRefused, QuotaReached) as refusal:
        flash(refusal_words(refusal), "error")
    except ClassCancelled:
        flash(_("Lớp này đã hủy, nên không giữ thêm ảnh."), "error")
    else:
        done = _("Đã giữ ảnh danh sách ký tên.") if prepared else _("Mời chọn ảnh trước khi gửi.")
        flash(done, "success" if prepared else "warning")
    return see_other(page)


def sheet(code: str, sheet_id: int) -> Response:
    """The photo of a signed list, for officers of the class's territory."""
    row = get_class(code, current_scope())
    file = find_document(get_sheet(row, sheet_id).private_file_id)
    if file is None:
        raise NotFound(sheet=sheet_id)
    response = make_response(read_document(file))
    response.mimetype = file.mime
    name = f"danh-sach-{row.code}-{sheet_id}.{ENDINGS.get(file.mime, 'bin')}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _seen_marks() -> dict[int, str] | None:
    """Who was ticked on the page that was filled in, and how; None where it does not say."""
    pairs = [text.partition(":") for text in request.form.get("stood", "").split()]
    found = {int(key): mark for key, _colon, mark in pairs if key.isascii() and key.isdigit()}
    return found if "stood" in request.form else None


def _put_together(row: TrainingClass, held: ClassSession, marks: Mapping[int, str]) -> tuple[dict[int, str], list[Met]]:
    """What was sent, with what another officer or trainees themselves noted since that page was opened."""
    there = {key: attendance.mark for key, attendance in marks_of_session(held).items()}
    off = {one.id for one in taken_off(row, there)}
    theirs = {key: mark for key, mark in there.items() if key not in off}
    seen = _seen_marks()
    return merge_rolls(theirs if seen is None else seen, marks, theirs)


def _met_words(row: TrainingClass, others: Iterable[Met]) -> list[str]:
    """By name: who was ticked elsewhere meanwhile, whose tick was taken away there, and where both said otherwise."""
    found = list(others)
    names = {one.id: one.person.full_name for one in list_enrolments(row)} if found else {}
    added = [names[one.enrolment_id] for one in found if one.mine is None and one.kept is not None]
    words = (
        [_("Giữ thêm dấu có mặt ghi ở máy khác hoặc do tự quét mã: %(names)s.", names=", ".join(added))]
        if added
        else []
    )
    told = {"": _("vắng"), **mark_words()}
    for one in found:
        if one.mine is not None and one.enrolment_id in names:
            said = {
                name: told[mark or ""]
                for name, mark in (("theirs", one.theirs), ("mine", one.mine), ("kept", one.kept))
            }
            name = names[one.enrolment_id]
            words.append(
                _(
                    "Chị %(name)s: máy khác ghi “%(theirs)s”, máy này “%(mine)s”. Đang giữ “%(kept)s”.",
                    name=name,
                    **said,
                )
            )
    return [str(each) for each in words]


def _sent_marks() -> dict[int, str]:
    """Who was ticked, and how each was there."""
    ticked = [text for text in request.form.getlist("came") if text.isascii() and text.isdigit()]
    return {int(text): request.form.get(f"how-{text}", PRESENT) for text in ticked}


def _roll_page(
    code: str,
    session_id: int,
    marks: Mapping[int, str] | None = None,
    faults: list[str] | None = None,
    *,
    everybody: bool = False,
) -> Response:
    row = get_class(code, current_scope())
    held = get_session(row, session_id)
    people = [one for one in list_enrolments(row) if one.withdrawn_at is None]
    known = marks_of_session(held)
    if marks is None:
        marks = {key: attendance.mark for key, attendance in known.items()}
        if everybody:
            marks = {one.id: marks.get(one.id, PRESENT) for one in people if one.is_seated} | marks
    seen = _seen_marks() if request.method == "POST" else None
    address = f"{config().public_url}{url_for('storefront.class_scan.show', code=row.code, session_id=held.id)}"
    page = render_template(
        "staff/classes/roll.html",
        row=row,
        held=held,
        number=_number_of(held.id, [each.id for each in list_sessions(row)]),
        people=people,
        marks=marks,
        seen=seen if seen is not None else {key: attendance.mark for key, attendance in known.items()},
        herself={key for key, attendance in known.items() if attendance.noted_by in (None, _person_of(people, key))},
        scan_address=address,
        scan_qr=qr_svg(address),
        may_scan=held.held_on == today() and row.status in OPEN_STATES,
        mark_words=mark_words(),
        faults=faults or [],
        is_to_come=held.held_on > today(),
        **sell_code(row),
    )
    return make_response(page, 422 if faults else 200)


def _person_of(people: Iterable[Enrolment], key: int) -> int:
    return next((one.person_id for one in people if one.id == key), 0)


def _number_of(session_id: int, keys: list[int]) -> int:
    return keys.index(session_id) + 1


def _gone_words(one: Enrolment) -> str:
    told = {"name": one.person.full_name}
    return str(_("Chị %(name)s không còn trong danh sách lớp, nên không điểm danh cho chị ấy.", **told))


def _elsewhere(pair: tuple[Enrolment, Enrolment]) -> str:
    here, there = pair
    name = here.person.full_name
    other = there.training_class
    if current_scope().covers(other.unit):
        told = {"name": name, "title": other.title, "unit": other.unit.name}
        return str(_("Chị %(name)s đã được điểm danh cùng lúc ở lớp “%(title)s” của %(unit)s. Mời xem lại.", **told))
    return str(_("Chị %(name)s đã được điểm danh cùng lúc ở một lớp nơi khác. Mời xem lại.", name=name))
