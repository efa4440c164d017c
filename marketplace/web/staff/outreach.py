"""«Đợt hướng dẫn»: outreach in bulk of the territory, written down, put right, made void, with its photos."""

from collections.abc import Iterable
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.queries import find_unit_in
from marketplace.core.errors import Conflict, Invalid, NotFound
from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.exchanges import read_document
from marketplace.media.queries import find_document
from marketplace.media.services import keep_document
from marketplace.programme.queries import programmes_of, themes_named_by
from marketplace.programme.queries.outcomes import OUTREACH
from marketplace.programme.services import count_for
from marketplace.training.errors import HelpedElsewhere, NotYet, OutreachVoided, SameOutreach
from marketplace.training.models import Enrolment, Outreach, OutreachWoman
from marketplace.training.queries import (
    get_outreach,
    get_outreach_photo,
    list_helped,
    list_outreach,
    lock_outreach,
    reached_by,
)
from marketplace.training.services import (
    MOST_BESIDE,
    change_outreach,
    keep_outreach_photo,
    record_outreach,
    void_outreach,
)
from marketplace.web.parts.papers import ENDINGS
from marketplace.web.parts.uploads import refusal_words, sent_files, take_document
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_offices, current_scope, officer_actor, signed_in_person
from marketplace.web.staff.duplicates import home_of
from marketplace.web.staff.forms.outreach import OutreachForm, outreach_form
from marketplace.web.staff.forms.training import WhyForm
from marketplace.web.staff.theme_choices import no_theme_words
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.programme import programme_words
from marketplace.web.words.training import outreach_words
from marketplace.web.words.units import theme_part_words

LACKS_LIST = "unlisted"


def index() -> str:
    """The outreach of the territory, the latest first; kind, and what lacks a list, stand in the address."""
    kind, show_only = request.args.get("kind", ""), request.args.get("show", "")
    kind, lacks_list = kind if kind in outreach_words() else "", show_only == LACKS_LIST
    page = list_outreach(current_scope(), request.args.get("after"), kind=kind, lacks_list=lacks_list)
    return render_template(
        "staff/outreach/index.html",
        page=page,
        reached=reached_by([row.id for row in page]),
        kind=kind,
        lacks_list=lacks_list,
        kinds=outreach_words(),
        may_write=bool(current_offices()),
    )


def new() -> Response:
    """Write down an outreach: what it helped with, unit, day and place, how many people."""
    form = outreach_form(request.form if request.method == "POST" else None, units_of_territory())
    if request.method == "POST" and form.validate():
        answer = _record(form)
        if answer is not None:
            return answer
    page = render_template("staff/outreach/new.html", form=form, row=None)
    return make_response(page, 422 if request.method == "POST" else 200)


def _record(form: OutreachForm) -> Response | None:
    try:
        with transaction():
            first_time()
            unit = find_unit_in(current_scope(), form.unit.data)
            row = record_outreach(unit, form.day(), actor=officer_actor(), scope=current_scope())
            count_for(OUTREACH, row.id, form.chosen_programmes, actor=officer_actor(), day=form.counted_day)
            form.save_themes(OUTREACH, row.id, row.unit, row.held_on)
            page = leads_to(url_for("staff.outreach.show", outreach_id=row.id))
    except (Invalid, SameOutreach) as refused:
        _tell(form, refused)
        return None
    flash(_("Đã lưu đợt hướng dẫn. Mời dán danh sách các chị được hướng dẫn."), "success")
    return see_other(page)


def _tell(form: OutreachForm, refused: Exception) -> None:
    """Beside the field what is wrong with it."""
    if isinstance(refused, SameOutreach):
        form.place.errors = [
            _("Đơn vị đã có đợt giống hệt: cùng việc, cùng ngày, cùng nơi. Vui lòng ghi thêm ở đợt ấy.")
        ]
    elif isinstance(refused, NotYet):
        form.held_on.errors = [_("Ngày này chưa tới. Vui lòng ghi sau khi đã hướng dẫn.")]
    elif isinstance(refused, Invalid) and (words := no_theme_words(refused)):
        form.themes.errors = [words]
    elif isinstance(refused, Invalid) and refused.facts.get("field") == "unit":
        form.unit.errors = [_("Đơn vị này không còn hoạt động. Mời chọn đơn vị khác.")]
    else:
        form.held_on.errors = [_("Ngày này quá xa. Mời xem lại năm.")]


def show(outreach_id: int) -> Response:
    """One outreach: what it was, whom it reached, its list, its photos."""
    return outreach_page(get_outreach(outreach_id, current_scope()))


def outreach_page(
    row: Outreach, typed: dict[int, tuple[str, str]] | None = None, faults: Iterable[str] = (), status: int = 200
) -> Response:
    """The page of an outreach; `typed` are numbers of relatives that were not accepted, by line."""
    page = render_template(
        "staff/outreach/show.html",
        row=row,
        reached=reached_by([row.id])[row.id],
        people=list_helped(row),
        typed=typed or {},
        faults=list(faults),
        most=MOST_BESIDE,
        programmes=programmes_of(OUTREACH, [row.id])[row.id],
        named=themes_named_by(OUTREACH, row.id),
        part_words=theme_part_words(),
        programme_words=programme_words,
        kinds=outreach_words(),
        home_of=home_of,
        may_write=bool(current_offices()) and row.voided_at is None,
    )
    return make_response(page, status)


def edit(outreach_id: int) -> Response:
    """Say something else of an outreach, and for which programmes it counts."""
    row = get_outreach(outreach_id, current_scope())
    if request.method == "GET" and row.voided_at is not None:
        return see_other(url_for("staff.outreach.show", outreach_id=row.id))
    chosen = [programme.code for programme in programmes_of(OUTREACH, [row.id])[row.id]]
    form = outreach_form(request.form if request.method == "POST" else None, [], row, chosen)
    also: list[str] = []
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_outreach(outreach_id, current_scope())
                by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
                change_outreach(row, form.day(), also_elsewhere=bool(form.also.data), **by)
                count_for(OUTREACH, row.id, form.chosen_programmes, actor=by["actor"], day=form.counted_day)
                form.save_themes(OUTREACH, row.id, row.unit, row.held_on)
            flash(_("Đã lưu."), "success")
            return see_other(url_for("staff.outreach.show", outreach_id=outreach_id))
        except HelpedElsewhere as refused:
            also = elsewhere_words(refused.found)
            form.held_on.errors = [_("Ngày này có chị đã có tên ở nơi khác. Mời xem lại ngày, hoặc đánh dấu vẫn lưu.")]
        except OutreachVoided:
            form.held_on.errors = [voided_words()]
        except (Invalid, SameOutreach) as refused:
            _tell(form, refused)
        row = get_outreach(outreach_id, current_scope())
    page = render_template("staff/outreach/edit.html", form=form, row=row, also=also)
    return make_response(page, 422 if request.method == "POST" else 200)


def void(outreach_id: int) -> Response:
    """Make an outreach void that never was, with the reason."""
    row, form = get_outreach(outreach_id, current_scope()), WhyForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_outreach(outreach_id, current_scope())
                void_outreach(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy đợt ghi nhầm. Đợt này không còn tính ở đâu."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return see_other(url_for("staff.outreach.show", outreach_id=outreach_id))
    page = render_template("staff/outreach/void.html", row=row, form=form, kinds=outreach_words())
    return make_response(page, 422 if request.method == "POST" else 200)


def keep(outreach_id: int) -> Response:
    """Keep photos of that day or of its signed list."""
    page = url_for("staff.outreach.show", outreach_id=outreach_id) + "#photos"
    try:
        prepared = [take_document(one, signed_in_person().id) for one in sent_files("photo")]
        with transaction():
            first_time()
            leads_to(page)
            row = lock_outreach(outreach_id, current_scope())
            for each in prepared:
                file = keep_document(each, signed_in_person().id)
                keep_outreach_photo(row, file, actor=officer_actor(), scope=current_scope())
    except (PhotoRefused, QuotaReached) as refusal:
        flash(refusal_words(refusal), "error")
    except OutreachVoided:
        flash(voided_words(), "error")
    else:
        done = _("Đã giữ ảnh của đợt hướng dẫn.") if prepared else _("Mời chọn ảnh trước khi gửi.")
        flash(done, "success" if prepared else "warning")
    return see_other(page)


def photo(outreach_id: int, photo_id: int) -> Response:
    """A photo of an outreach, for officers of its territory."""
    row = get_outreach(outreach_id, current_scope())
    file = find_document(get_outreach_photo(row, photo_id).private_file_id)
    if file is None:
        raise NotFound(outreach_photo=photo_id)
    response = make_response(read_document(file))
    response.mimetype = file.mime
    name = f"huong-dan-{row.id}-{photo_id}.{ENDINGS.get(file.mime, 'bin')}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def voided_words() -> str:
    """That an outreach was made void."""
    return str(_("Đợt này đã hủy, nên không ghi thêm được."))


def elsewhere_words(found: Iterable[OutreachWoman | Enrolment]) -> list[str]:
    """Who was where else that day; a place outside the territory is not named."""
    return list(dict.fromkeys(_elsewhere(one) for one in found))


def _elsewhere(one: OutreachWoman | Enrolment) -> str:
    held = one.training_class if isinstance(one, Enrolment) else one.outreach
    name = one.person.full_name
    if not current_scope().covers(held.unit):
        return str(_("Chị %(name)s cùng ngày đã có tên ở nơi khác, ngoài địa bàn.", name=name))
    what = one.training_class.title if isinstance(one, Enrolment) else outreach_words()[one.outreach.kind]
    told = {"name": name, "what": what, "unit": held.unit.name}
    return str(_("Chị %(name)s cùng ngày đã có tên ở “%(what)s” của %(unit)s.", **told))
