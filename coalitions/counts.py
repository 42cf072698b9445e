"""How many there are of what, in a space: all that its list in the admin may say of it."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from coalitions.models import Coalition, Draft, Invitation, Membership, Organisation, SpaceFile


def counted(coalitions: QuerySet[Coalition]) -> QuerySet[Coalition]:
    """Annotate each with its `member_count`, `coordinator_count` and so on; each counted apart."""
    return coalitions.annotate(
        member_count=_number(Membership.objects.invited()),
        coordinator_count=_number(Membership.objects.coordinators()),
        invitation_count=_number(Invitation.objects.open()),
        draft_count=_number(Draft.objects.kept()),
        file_count=_number(SpaceFile.objects.kept()),
        organisation_count=_number(Organisation.objects.all()),
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    mine = rows.filter(coalition=OuterRef("pk")).order_by()
    number = mine.values("coalition").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)
