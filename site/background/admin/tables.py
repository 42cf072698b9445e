"""The two tables of the screen of background work."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, DateColumn, Table

from background.admin.failures import Failure
from background.models import ChoreRun


class ActionsColumn(Column):
    cell_template_name = "background/admin/actions_cell.html"


def failures_table(failures: Iterable[Failure]) -> Table:
    columns = [
        Column("kind", label=_("What")),
        Column("subject", label=_("About")),
        DateColumn("since", label=_("Since")),
        Column("attempts", label=_("Attempts")),
        Column("error", label=_("Error")),
        ActionsColumn("actions", label=_("Actions"), accessor="value"),
    ]
    return Table(columns, list(failures), caption=_("What failed for good"))


def chores_table(runs: Iterable[ChoreRun]) -> Table:
    columns = [
        Column("name", label=_("Chore")),
        DateColumn("begun_at", label=_("Begun")),
        DateColumn("ended_at", label=_("Ended")),
        Column("error", label=_("Error")),
    ]
    return Table(columns, runs, caption=_("Chores"))
