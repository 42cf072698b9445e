"""Publishing several pages at once: those that are not translated stay drafts, and are named."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from translation.publishing import StillUntranslated
from users.models import User


class PublishTranslatedBulkAction(PublishBulkAction):
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
                    revision.publish(user=user)
                numbers[place] += 1
            except StillUntranslated:
                kwargs["held_back"].append(page)
        return numbers[0], numbers[1]

    def get_execution_context(self) -> dict[str, Any]:
        self.held_back: list[Page] = []
        return super().get_execution_context() | {"held_back": self.held_back}

    def get_success_message(self, *numbers: int) -> str | None:
        for page in self.held_back:
            said = _("“%(title)s” is not published: some passages are not translated yet.")
            messages.warning(self.request, said % {"title": page.get_admin_display_title()})
        return super().get_success_message(*numbers) if any(numbers) else None


def _asked_for(
    pages: Iterable[Page], with_descendants: bool, user: User | None
) -> Iterator[tuple[int, Page]]:
    for page in pages:
        yield 0, page
        for below in page.get_descendants().not_live().specific() if with_descendants else ():
            if user is None or below.permissions_for_user(user).can_publish():
                yield 1, below
