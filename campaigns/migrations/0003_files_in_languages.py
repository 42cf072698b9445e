from typing import ClassVar

from django.db import migrations

from core.migrations._rows import speak_languages


class Migration(migrations.Migration):
    dependencies: ClassVar = [("campaigns", "0002_tables_and_notes"), ("wagtailcore", "0098_apitoken")]

    operations: ClassVar = speak_languages("campaigns", "campaignfile")
