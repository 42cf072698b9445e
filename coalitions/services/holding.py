"""Holds a draft while it is changed, and asks then who changes it."""

from django.http import Http404

from coalitions.models import Draft, Membership
from coalitions.permissions import May, require
from coalitions.querysets import locked


def held(by: Membership, draft: Draft, ability: May) -> tuple[Membership, Draft]:
    """Return a member and a draft of their space as they are now; it is held until the end.

    Of the transaction, that is. The draft alone, and not its space: many write at once, each in
    another. Whether they are a member still is asked behind the lock. Raises Http404 when they are
    not, or may not do this, or the draft is in the trash.
    """
    rows = locked(Draft.objects.select_related("changed_by", "shared").kept())
    found = rows.filter(pk=draft.pk, coalition=by.coalition_id).first()
    now = Membership.objects.active().select_related("coalition").filter(pk=by.pk).first()
    if found is None or now is None:
        raise Http404
    require(now, ability, found)
    return now, found
