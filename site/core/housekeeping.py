"""What the site does by the clock: pages go up and down on the day they were given."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet

from background.chores import chore

# The worker looks each minute.
PATIENCE = timedelta(minutes=5)


@chore("core.schedule", every=timedelta(minutes=1))
def keep_the_schedule() -> None:
    call_command("publish_scheduled", verbosity=0)


def overdue() -> PageQuerySet:
    """Return the pages that should have gone up or down a while ago."""
    late = timezone.now() - PATIENCE
    pages = ContentType.objects.get_for_model(Page)
    due = Revision.objects.filter(base_content_type=pages, approved_go_live_at__lt=late)
    keys = [int(key) for key in due.values_list("object_id", flat=True)]
    return Page.objects.filter(Q(live=True, expire_at__lt=late) | Q(pk__in=keys))
