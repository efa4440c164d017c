"""Makes a person an officer when that person accepts an invitation to an office."""

from marketplace.accounts.events import InvitationAccepted
from marketplace.accounts.roles import OFFICES
from marketplace.association.services import take_office
from marketplace.core.events import on


@on(InvitationAccepted)
def serve_from_now_on(event: InvitationAccepted) -> None:
    """Let the invited person serve in the unit of the invitation."""
    if event.role in OFFICES and event.unit_id is not None:
        take_office(event.person_id, event.unit_id, event.role, event.invited_by)
