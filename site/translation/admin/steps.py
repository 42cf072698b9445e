"""The two ways on from a draft of a translation: to visitors, or to whoever approves it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from translation.publishing import check_translated
from users.models import User


@dataclass(frozen=True)
class Step:
    name: str
    question: Promise
    button: Promise
    done: Promise
    may: Callable[[Any], bool]
    # Raises StillUntranslated, and does nothing then.
    take: Callable[[Page, User], None]

    def is_allowed(self, page: Page, user: User) -> bool:
        """Tell whether somebody may take it now: a lock stands above a permission."""
        lock, permissions = page.get_lock(), page.permissions_for_user(user)
        is_locked = bool(lock and lock.for_user(user))
        return not is_locked and permissions.can_edit() and self.may(permissions)


def publish(page: Page, user: User) -> None:
    _draft(page, user).publish(user=user)


def submit(page: Page, user: User) -> None:
    """Start the workflow of a page, or go on with it; once, however often it is asked."""
    check_translated(_draft(page, user))
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    elif not state:
        page.get_workflow().start(page, user)


def _draft(page: Page, user: User) -> Revision:
    # A page that came by a command may have none.
    return page.get_latest_revision() or page.save_revision(user=user)


STEPS = {
    step.name: step
    for step in (
        Step(
            "publish",
            _("Publish it with passages that are not translated?"),
            _("Publish it all the same"),
            _("“%(title)s” is published."),
            lambda permissions: permissions.can_publish(),
            publish,
        ),
        Step(
            "submit",
            _("Submit it with passages that are not translated?"),
            _("Submit it all the same"),
            _("“%(title)s” is submitted. Whoever approves it finds it among their tasks."),
            lambda permissions: permissions.can_submit_for_moderation(),
            submit,
        ),
    )
}
