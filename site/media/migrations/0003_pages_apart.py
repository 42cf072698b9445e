"""Files with pages are read once more: their words are kept page by page now."""

from django.db import migrations


def read_again(apps, schema_editor):
    documents = apps.get_model("media", "Document").objects.exclude(pages=None)
    effects = [
        apps.get_model("background", "Effect")(kind="media.document_text", subject=str(key))
        for key in documents.values_list("pk", flat=True)
    ]
    documents.update(read_at=None)
    apps.get_model("background", "Effect").objects.bulk_create(effects, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("media", "0002_clean_files"), ("background", "0001_outbox")]

    operations = [migrations.RunPython(read_again, migrations.RunPython.noop, elidable=True)]
