"""Who may look at what happens behind the scenes: administrators, nobody else."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class SuperuserRequiredMixin:
    """For views of the admin: Wagtail leads whoever may not enter back to the home screen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc] # of the view it is mixed into
