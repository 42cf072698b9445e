"""What a space is called, and how it is kept."""

from django.db import transaction

from coalitions.models import Coalition, Membership, Verb
from coalitions.permissions import May, as_of_now
from coalitions.services.activity import note

OF_THE_MEMBERS = ("name", "purpose", "agreement", "sensitivity", "languages", "retained_until")


@transaction.atomic
def change_settings(*, by: Membership, coalition: Coalition) -> None:
    """Save what coordinators changed in their own space. Raises Http404 when `by` may not."""
    by = as_of_now(by, May.MANAGE)
    if coalition.pk == by.coalition_id:
        coalition.save(update_fields=OF_THE_MEMBERS)
        note(Verb.SETTINGS_CHANGED, coalition=by.coalition, by=by)
