"""The index of the admin's choosers takes the same thing from a form and the worker at once."""

import pytest
from django.db import connection
from wagtail.search import index

from tests.factories import add_document

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="one statement does both elsewhere")
def test_an_entry_is_looked_for_and_added_in_one_transaction(db):
    document = add_document(title="Letter")
    depths = []

    def look(execute, sql, params, many, context):
        if "wagtailsearch_indexentry" in sql:
            depths.append(len(connection.savepoint_ids))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        index.insert_or_update_object(document)
    assert len(depths) >= 2
    assert 0 not in depths
