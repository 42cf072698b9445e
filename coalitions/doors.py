"""The way into every screen of a space: signed in, a member, and allowed.

Asked in this order whatever the address, so that a space one is not in answers as one there is not.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from coalitions.models import Membership
from coalitions.permissions import May, member_of, require

View = Callable[..., HttpResponseBase]

READ_ONLY = "GET HEAD"


def space(ability: May = May.READ, *, methods: str = "GET HEAD POST") -> Callable[[View], View]:
    """Hand a view the member who asks, in place of the key of the space.

    Whoever may not do this here is told nothing, not even which methods there are.
    """
    allowed = methods.split()

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def answer(request: HttpRequest, coalition_id: UUID, **kwargs: Any) -> HttpResponseBase:
            member: Membership = member_of(request.user, coalition_id)
            require(member, ability)
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            return view(request, member, **kwargs)

        return answer

    return guard
