"""What the migrations of several packages do alike to the files of their pages."""

import uuid
from itertools import groupby
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


def speak_languages(app: str, model: str) -> list[Operation]:
    """Return what gives the words of rows a language, so that they are translated with their page.

    Rows at the same place of a page and of its translations are the same in several languages.
    """

    def fill(apps: Any, schema_editor: Any) -> None:
        rows = apps.get_model(app, model).objects
        said = rows.order_by("page", "sort_order", "pk").values_list(
            "page", "pk", "page__translation_key", "page__locale"
        )
        for _page, of_page in groupby(said, key=lambda row: row[0]):
            for place, (_page, pk, key, locale) in enumerate(of_page):
                name = uuid.uuid5(key, f"{app} {place}")
                rows.filter(pk=pk).update(translation_key=name, locale=locale)
        # PostgreSQL alters no table while it has something to check in it.
        schema_editor.connection.check_constraints()

    locale = {
        "editable": False,
        "on_delete": django.db.models.deletion.PROTECT,
        "related_name": "+",
        "to": "wagtailcore.locale",
        "verbose_name": "locale",
    }
    return [
        migrations.AlterModelOptions(
            model,
            {"ordering": ["sort_order"], "verbose_name": "file", "verbose_name_plural": "files"},
        ),
        migrations.AddField(model, "locale", models.ForeignKey(null=True, **locale)),
        migrations.AddField(
            model, "translation_key", models.UUIDField(editable=False, null=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(model, "locale", models.ForeignKey(**locale)),
        migrations.AlterField(
            model, "translation_key", models.UUIDField(default=uuid.uuid4, editable=False)
        ),
        migrations.AlterUniqueTogether(model, {("translation_key", "locale")}),
    ]
