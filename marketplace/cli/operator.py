"""`marketplace operator`: inviting operators of this installation; the first one needs no web page."""

import click

from marketplace.accounts.models import Account
from marketplace.accounts.queries import find_account, list_signed_in
from marketplace.accounts.roles import OPERATOR
from marketplace.accounts.services.invitations import invite
from marketplace.accounts.services.roles import grant_role
from marketplace.accounts.services.sessions import end_all_sign_ins
from marketplace.app import create_app
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.people.errors import BadPhone
from marketplace.people.phones import normalise_mobile


@click.group()
def operator() -> None:
    """The people who operate the platform."""


@operator.command("invite")
@click.option("--phone", required=True, help="a Vietnamese mobile number, such as 0912345678")
def invite_operator(phone: str) -> None:
    """Invite a phone to operate the platform: prints the link, and queues a message with it."""
    number = _mobile(phone)
    with create_app().app_context(), transaction():
        account = find_account(number)
        if account is not None:
            grant_role(account.person, OPERATOR, SYSTEM_ACTOR)
            click.echo(f"{account.person.full_name} operates the platform now and signs in as before.")
            return
        row, token = invite(number, OPERATOR, SYSTEM_ACTOR)
        click.echo(f"{config().public_url}/invitation/{token}")
        click.echo(f"The link works once, until {row.expires_at:%Y-%m-%d %H:%M} UTC, for the owner of {number}.")


@operator.command("end-sessions")
@click.option("--phone", help="of one account; without it everybody has to sign in again")
def end_sessions(phone: str | None) -> None:
    """End every session of one account, or of all: for a stolen database, a leaked key, a lost phone."""
    with create_app().app_context(), transaction():
        accounts = [_account_of(phone).id] if phone else list_signed_in()
        for account_id in accounts:
            end_all_sign_ins(account_id, "ended_by_operator")
        click.echo(f"Sessions of {len(accounts)} accounts ended.")


def _account_of(phone: str) -> Account:
    account = find_account(_mobile(phone))
    if account is None:
        raise click.BadParameter("no account has this phone", param_hint="--phone")
    return account


def _mobile(phone: str) -> str:
    try:
        return normalise_mobile(phone)
    except BadPhone as fault:
        raise click.BadParameter(f"not a Vietnamese mobile number ({fault.reason})", param_hint="--phone") from fault


plug = (operator,)
