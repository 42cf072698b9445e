"""The list of organisations of a space, which its coordinators keep."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from coalitions.models import Membership, Organisation, OrganisationName, Verb
from coalitions.permissions import May, as_of_now
from coalitions.services.activity import note


@transaction.atomic
def save_organisation(
    *, by: Membership, organisation: Organisation, names: Mapping[str, str]
) -> None:
    """Add an organisation or change it, with its names by language; an empty name is taken away.

    Raises Http404 when `by` may not, and ValidationError for one that is in the list already.
    """
    by = as_of_now(by, May.MANAGE)
    added = organisation._state.adding
    if added:
        organisation.coalition = by.coalition
    elif organisation.coalition_id != by.coalition_id:
        raise Http404
    organisation.validate_constraints()
    organisation.save()
    for language, name in names.items():
        if name:
            OrganisationName.objects.update_or_create(
                organisation=organisation, language=language, defaults={"name": name}
            )
        else:
            organisation.names.filter(language=language).delete()
    if added:
        note(Verb.ORGANISATION_ADDED, coalition=by.coalition, by=by, about=organisation)


@transaction.atomic
def remove_organisation(*, by: Membership, organisation: Organisation) -> None:
    """Take an organisation off the list. Raises Http404, and ValidationError while it has members.

    Members who left keep their name, and lose the organisation they spoke for.
    """
    by = as_of_now(by, May.MANAGE)
    if organisation.coalition_id != by.coalition_id:
        raise Http404
    if organisation.affiliations.filter(membership__left_at=None).exists():
        raise ValidationError(_("Members belong to this organisation. Change them first."))
    organisation.delete()
