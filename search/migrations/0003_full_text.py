"""Entries of a new shape, and the full text beside them; the search writes them anew by itself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_entry_fts
    USING fts5(title, text, files, words, tokenize = "unicode61 remove_diacritics 0")
    """,
    """
    CREATE TRIGGER search_entry_fts_gone AFTER DELETE ON search_entry
    BEGIN DELETE FROM search_entry_fts WHERE rowid = old.page_id; END
    """,
]
POSTGRESQL = [
    """
    CREATE TABLE search_entry_fts (
        page_id integer PRIMARY KEY REFERENCES search_entry (page_id) ON DELETE CASCADE,
        vector tsvector NOT NULL
    )
    """,
    "CREATE INDEX search_entry_fts_vector ON search_entry_fts USING gin (vector)",
]


def make_full_text(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def drop_full_text(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER search_entry_fts_gone")
    schema_editor.execute("DROP TABLE search_entry_fts")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_entry_digest"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.DeleteModel("Entry"),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "group",
                    models.UUIDField(
                        db_index=True,
                        help_text="What all translations of a page share.",
                        verbose_name="translation set",
                    ),
                ),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                (
                    "kind",
                    models.CharField(
                        help_text="The page type, as “campaigns.campaignpage”.",
                        max_length=100,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="All that the page says, plainly.", verbose_name="text"
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("topics", models.JSONField(blank=True, default=list, verbose_name="topics")),
                ("regions", models.JSONField(blank=True, default=list, verbose_name="regions")),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages")),
                (
                    "formats",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Of its files; “page” where it has none.",
                        verbose_name="formats",
                    ),
                ),
                ("files", models.JSONField(blank=True, default=list, verbose_name="files")),
                ("title_terms", models.TextField(blank=True, editable=False)),
                ("text_terms", models.TextField(blank=True, editable=False)),
                ("file_terms", models.JSONField(blank=True, default=dict, editable=False)),
                ("words", models.TextField(blank=True, editable=False)),
                (
                    "digest",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="digest"
                    ),
                ),
            ],
            options={"verbose_name": "search entry", "verbose_name_plural": "search entries"},
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("word", models.CharField(max_length=48, verbose_name="word")),
                ("term", models.CharField(max_length=48, verbose_name="term")),
                ("pages", models.PositiveIntegerField(default=1, verbose_name="pages")),
            ],
            options={"verbose_name": "word", "verbose_name_plural": "words"},
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.UniqueConstraint(
                fields=("language", "word"), name="search_a_word_once"
            ),
        ),
        migrations.RunPython(make_full_text, drop_full_text, elidable=False),
    ]
