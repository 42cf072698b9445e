"""Publishing several pages at once: those that are not ready stay drafts, and say why."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from core.needs import check_needs
from users.models import User


class PublishReadyBulkAction(PublishBulkAction):
    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: User | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Return how many of the chosen pages, and of those below them, were published."""
        numbers = [0, 0]
        for place, page in _asked_for(objects, include_descendants, user):
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            try:
                with transaction.atomic():
                    check_needs(revision.as_object())
                    revision.publish(user=user)
                numbers[place] += 1
            except ValidationError as error:
                kwargs["held_back"].append((page, error.messages))
        return numbers[0], numbers[1]

    def get_execution_context(self) -> dict[str, Any]:
        self.held_back: list[tuple[Page, list[str]]] = []
        return super().get_execution_context() | {"held_back": self.held_back}

    def get_success_message(self, *numbers: int) -> str | None:
        for page, reasons in self.held_back:
            warn_not_ready(self.request, page, reasons)
        return super().get_success_message(*numbers) if any(numbers) else None


def warn_not_ready(request: HttpRequest, page: Page, reasons: list[str]) -> None:
    said = _("“%(title)s” is not published. %(reasons)s")
    title = page.get_admin_display_title()
    messages.warning(request, said % {"title": title, "reasons": " ".join(reasons)})


def _asked_for(
    pages: Iterable[Page], with_descendants: bool, user: User | None
) -> Iterator[tuple[int, Page]]:
    for page in pages:
        yield 0, page
        for below in page.get_descendants().not_live().specific() if with_descendants else ():
            if user is None or below.permissions_for_user(user).can_publish():
                yield 1, below
