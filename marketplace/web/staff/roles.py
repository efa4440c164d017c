"""Roles: a table of access rights derived from the routes; giving and ending platform roles."""

from collections.abc import Callable
from dataclasses import dataclass, field

import wtforms
from flask import Response, current_app, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import NotYours
from marketplace.accounts.models import Account
from marketplace.accounts.queries import (
    find_account,
    find_account_of,
    get_invitation,
    list_accounts_of,
    list_grants,
    list_open_invitations,
    list_roles,
)
from marketplace.accounts.roles import COMMUNE_OFFICER, OPERATOR, PLATFORM_ROLES, PROVINCE_OFFICER
from marketplace.accounts.services.invitations import invite, withdraw_invitation
from marketplace.accounts.services.roles import end_role, grant_role, reset_factor, restore, suspend
from marketplace.association.queries import list_offices
from marketplace.core.actors import Actor
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.folding import sort_key
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.queries import find_person, list_people
from marketplace.shops.roles import ACCOUNTANT, EDITOR, OWNER, PACKER
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.phone_field import MobileField
from marketplace.web.plumbing import access
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.routing import Route
from marketplace.web.plumbing.visitor import operator_actor, staff_roles
from marketplace.web.staff.officers import invitation_link
from marketplace.web.words.roles import role_words, who_words

SHOP_COLUMNS = (OWNER, EDITOR, PACKER, ACCOUNTANT)
STAFF_COLUMNS = (COMMUNE_OFFICER, PROVINCE_OFFICER, OPERATOR)


@dataclass
class RightRow:
    """One access rule: who has it, and the addresses that require it for reading and for changing."""

    who: access.AccessRule
    reads: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)

    def allows(self, column: str) -> bool:
        """Whether a kind of visitor has the right."""
        if not self.who.needs_sign_in or (column == "signed_in" and not self._asks_for_a_part()):
            return True
        if not self._asks_for_a_part():
            return column != "anyone"
        if column in SHOP_COLUMNS and self.who.shop_roles:
            return column in self.who.shop_roles
        return column in STAFF_COLUMNS and column in self.who.staff_roles

    def _asks_for_a_part(self) -> bool:
        return bool(self.who.shop_roles or self.who.staff_roles)


class GiveForm(Form):
    """The phone of a future operator."""

    phone = MobileField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại."))])


class FindForm(Form):
    """A phone to look up."""

    phone = MobileField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại."))])


class WhyForm(Form):
    """The reason of an act on somebody's account."""

    why = wtforms.StringField(_l("Lý do"), [Required(_l("Vui lòng ghi lý do.")), AtMost(300)])


def index() -> Response:
    """The table of rights, who holds platform roles, and open invitations."""
    return _page(FindForm())


def give() -> Response:
    """Give the operator role to the account of a phone, or invite the phone."""
    form = GiveForm(request.form)
    if request.method == "POST" and form.validate():
        answer = _give(form)
        if answer is not None:
            return answer
    return make_response(render_template("staff/roles/give.html", form=form), 422 if form.errors else 200)


def _give(form: GiveForm) -> Response | None:
    phone, link, row = form.phone.e164 or "", "", None
    account = find_account(phone)
    try:
        with transaction():
            first_time()
            leads_to(url_for("staff.roles.index"))
            if account is not None:
                grant_role(account.person, OPERATOR, operator_actor())
            else:
                row, token = invite(phone, OPERATOR, operator_actor())
                link = invitation_link(token)
    except NotYours:
        form.phone.errors = [_("Đây là số của chính chị. Không ai tự giao quyền cho mình.")]
        return None
    if account is None:
        return make_response(render_template("staff/roles/invited.html", link=link, invitation=row))
    flash(_("Đã giao quyền cho %(name)s.", name=account.person.full_name), "success")
    return see_other(url_for("staff.roles.index"))


def end(person_id: str, role: str) -> str | Response:
    """Confirm, then end a platform role at once."""
    person = _person(person_id)
    if role not in PLATFORM_ROLES or role not in list_roles(person.id):
        raise NotFound(role=role)
    if request.method == "GET":
        return render_template("staff/roles/end.html", someone=person, role=role, role_name=role_words(role))
    try:
        with transaction():
            end_role(person, role, operator_actor())
    except NotYours:
        flash(_("Không ai tự bỏ quyền của mình. Mời nhờ quản trị hệ thống khác."), "error")
    else:
        flash(_("Đã lấy lại quyền. Người này bị đăng xuất ngay."), "success")
    return see_other(url_for("staff.roles.index"))


def withdraw(invitation_id: int) -> Response:
    """Withdraw an open invitation to a platform role."""
    with transaction():
        row = get_invitation(invitation_id)
        if row.role not in PLATFORM_ROLES:
            raise NotFound(invitation=invitation_id)
        withdraw_invitation(row, operator_actor())
    flash(_("Đã rút lời mời."), "success")
    return see_other(url_for("staff.roles.index"))


def look_up() -> Response:
    """Find the account of a phone, to suspend or restore it, or to reset its second factor."""
    form = FindForm(request.form)
    account = find_account(form.phone.e164 or "") if form.validate() else None
    if account is None:
        if not form.errors:
            form.phone.errors = [_("Số này chưa có tài khoản.")]
        return _page(form, 422)
    return see_other(url_for("staff.roles.account", person_id=account.person.public_id))


def account(person_id: str) -> Response:
    """One account: its standing and its roles, and what an operator may do with it."""
    person = _person(person_id)
    return _account_page(person, _account(person), WhyForm())


def suspend_account(person_id: str) -> Response:
    """Suspend an account; all its sessions end."""
    return _act_on(person_id, suspend, _("Đã tạm khóa tài khoản. Người này bị đăng xuất ngay."))


def restore_account(person_id: str) -> Response:
    """End the suspension of an account."""
    return _act_on(person_id, restore, _("Đã mở lại tài khoản."))


def reset_second_step(person_id: str) -> Response:
    """Remove a lost second factor."""
    return _act_on(person_id, reset_factor, _("Đã đặt lại. Lần đăng nhập tới người này cài lại xác minh 2 bước."))


def _act_on(person_id: str, act: Callable[[Person, Actor, str], None], done: str) -> Response:
    person, form = _person(person_id), WhyForm(request.form)
    if not form.validate():
        return _account_page(person, _account(person), form, 422)
    try:
        with transaction():
            act(person, operator_actor(), form.why.data)
    except NotYours:
        flash(_("Không làm việc này với tài khoản của chính mình được."), "error")
    except Invalid:
        flash(_("Người này không có tài khoản."), "error")
    else:
        flash(done, "success")
    return see_other(url_for("staff.roles.account", person_id=person_id))


def rights() -> list[RightRow]:
    """Every access rule in use with its addresses; a rule with and without a fresh sign-in is one row."""
    rows: dict[str, RightRow] = {}
    declared: dict[str, list[Route]] = current_app.extensions["routes"]
    for route in sorted((r for routes in declared.values() for r in routes), key=lambda r: r.path):
        for asked, kind in ((route.get, "reads"), (route.post, "changes")):
            if asked is None:
                continue
            row = rows.setdefault(asked.name, RightRow(asked))
            getattr(row, kind).append(route.path)
            if asked.needs_fresh:
                row.fresh.add(route.path)
    return sorted(rows.values(), key=lambda row: _place_of(row.who))


def _place_of(who: access.AccessRule) -> tuple[bool, bool, str]:
    return bool(who.staff_roles), bool(who.shop_roles), sort_key(who.name)


def _page(find_form: FindForm, status: int = 200) -> Response:
    grants = list_grants()
    people = list_people({grant.person_id for grant in grants})
    page = render_template(
        "staff/roles/index.html",
        rows=rights(),
        columns=("anyone", "signed_in", *SHOP_COLUMNS, *STAFF_COLUMNS),
        grants=grants,
        people=people,
        accounts=list_accounts_of(set(people)),
        invitations=list_open_invitations(PLATFORM_ROLES),
        find_form=find_form,
        role_words=role_words,
        who_words=who_words,
        may_change=OPERATOR in staff_roles(),
    )
    return make_response(page, status)


def _account_page(person: Person, account: Account, form: WhyForm, status: int = 200) -> Response:
    page = render_template(
        "staff/roles/account.html",
        someone=person,
        account=account,
        form=form,
        roles_held=_parts(person),
        role_words=role_words,
    )
    return make_response(page, status)


def _parts(person: Person) -> list[str]:
    """A person's platform roles, and her offices in the Union."""
    roles = [role_words(role) for role in sorted(list_roles(person.id))]
    return [*roles, *(f"{role_words(office.role)}: {office.unit.name}" for office in list_offices(person.id))]


def _person(public_id: str) -> Person:
    person = find_person(public_id)
    if person is None:
        raise NotFound(person=public_id)
    return person


def _account(person: Person) -> Account:
    account = find_account_of(person.id)
    if account is None:
        raise NotFound(person=person.public_id)
    return account
