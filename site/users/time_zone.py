"""Shows whoever signed in the hours of their own place."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from users.people import person
from web.zones import PUBLIC, zone_of


class TimeZoneMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A public page is the same for everybody.
        if zone_of(request.path) is PUBLIC or not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(person(request).time_zone):
            return self.get_response(request)
