"""The rows of a page, whether the database holds them or a revision does.

A page read from a revision keeps its rows in memory: modelcluster gives a list that looks like a
queryset, without `pk`, without custom methods, and of no use inside a query.
"""

from typing import Any

from django.db.models import QuerySet


def values_of(rows: Any, name: str) -> Any:
    """Return a field of rows for the filter of a query: a subquery where it can be, or a list."""
    values = rows.values_list(name, flat=True)
    return values if isinstance(values, QuerySet) else list(values)
