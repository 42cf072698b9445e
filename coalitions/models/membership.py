"""Who is in a coalition, under which name, for whom."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coalitions.models.base import Keyed, Private
from coalitions.models.coalition import Coalition
from coalitions.models.organisation import Organisation
from coalitions.querysets import MembershipQuerySet
from coalitions.roles import Role


class News(models.TextChoices):
    """What somebody is told of by mail."""

    DAILY = "daily", _("what is addressed to me at once, the rest once a day")
    ADDRESSED = "addressed", _("only what is addressed to me")
    NEVER = "never", _("nothing")


class Membership(Keyed):
    """Stays when its member has left, so that what they wrote keeps the name they wrote under."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    display_name = models.CharField(
        _("name in this space"),
        max_length=80,
        help_text=_("Members see this name and no other. It need not be your own."),
    )
    speaks_for = models.ForeignKey(
        Organisation,
        verbose_name=_("speaks for"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="speakers",
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True)
    # When they last saw what happened in the space; nobody else is told.
    looked_at = models.DateTimeField(null=True)
    news = models.CharField(_("by mail"), max_length=9, choices=News, default=News.DAILY)
    # When a mail last said that there is something new, so that none says it twice.
    told_at = models.DateTimeField(null=True)
    # For an administrator who broke the glass, and for nobody else.
    until = models.DateTimeField(_("until"), null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = (Lower("display_name"), "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "user"],
                condition=models.Q(left_at=None),
                name="coalitions_member_once",
            ),
            models.UniqueConstraint(
                "coalition",
                Lower("display_name"),
                condition=models.Q(left_at=None),
                name="coalitions_one_name_each",
                violation_error_message=_("Somebody in this space has this name. Choose another."),
            ),
        ]
        indexes = [models.Index(fields=["user", "left_at"], name="coalitions_member_of")]

    def __str__(self) -> str:
        return self.display_name

    @cached_property
    def initials(self) -> str:
        """The first letters of the first two words, for the mark beside a name."""
        return "".join(word[0] for word in self.display_name.split()[:2]).upper()


class Affiliation(Private):
    """A member belongs to an organisation, as a coordinator confirmed; they may speak for it."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="affiliations"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "organisation"], name="coalitions_affiliation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.organisation_id}"
