"""A letter that lets one address in, once, for a while."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed
from coalitions.models.coalition import Coalition
from coalitions.models.membership import Membership
from coalitions.models.organisation import Organisation
from coalitions.querysets import InvitationQuerySet
from coalitions.roles import Role
from web.languages import language_choices


class Invitation(Keyed):
    """Deleted when it was accepted, declined or revoked: who joined is a member, under their name.

    What the letter holds is kept as a hash alone, so that whoever reads the database joins nothing.
    """

    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, related_name="invitations", editable=False
    )
    email = models.EmailField(
        _("e-mail address"),
        help_text=_("Only who signs in with this address can accept."),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("speaks for"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.CharField(
        _("language of the letter"), max_length=12, choices=language_choices
    )
    # Empty where an administrator named the first coordinator.
    invited_by = models.ForeignKey(
        Membership, null=True, editable=False, on_delete=models.CASCADE, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-made_at", "pk")
        constraints = [
            models.UniqueConstraint(
                "coalition",
                Lower("email"),
                name="coalitions_invited_once",
                violation_error_message=_(
                    "An invitation waits for this address. Send it again, or take it back."
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
