"""The letters of spaces: that there is something, and where; never what, nor in which space."""

from django.urls import reverse
from django.utils import translation

from coalitions.models import Coalition, Invitation, Membership
from users.letters import send_letter


def send_invitation(invitation: Invitation, token: str) -> None:
    with translation.override(invitation.language):
        address = reverse("spaces:invitation_link", args=[token])
    send_letter(
        "spaces/email/invitation",
        to=invitation.email,
        language=invitation.language,
        url=address,
        days=invitation.coalition.invitations_last.days,
    )


def tell_of_broken_glass(coalition: Coalition) -> None:
    members = Membership.objects.coordinators().filter(coalition=coalition).select_related("user")
    for member in members:
        if member.user:
            send_letter(
                "spaces/email/glass",
                to=member.user.email,
                language=member.user.reading,
                url=reverse("spaces:home"),
            )
