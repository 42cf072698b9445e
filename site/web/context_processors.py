"""What every template knows of the reader: their language, and their two settings."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation

from web.languages import language
from web.middleware import Preferences


def reader(request: HttpRequest) -> dict[str, Any]:
    return {
        "preferences": getattr(request, "preferences", Preferences(theme="", low_data=False)),
        "language": language(translation.get_language()),
    }
