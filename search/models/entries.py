"""What the search knows of the site: one entry for each public page, in words ready to be found.

Entries are a copy that may lag behind: whether a page may be found is asked of the page itself, at
the moment of the request. Beside each entry, each database keeps its full text
(`search/embedded/fulltext.py`).
"""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="search_entry",
    )
    group = models.UUIDField(
        _("translation set"), db_index=True, help_text=_("What all translations of a page share.")
    )
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(
        _("kind"), max_length=100, help_text=_("The page type, as “campaigns.campaignpage”.")
    )
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), blank=True, help_text=_("All that the page says, plainly."))
    date = models.DateField(_("date"), null=True, blank=True)
    # Lists of slugs, of codes and of endings; all of them, and the date, of the whole set.
    topics = models.JSONField(_("topics"), default=list, blank=True)
    regions = models.JSONField(_("regions"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    formats = models.JSONField(
        _("formats"),
        default=list,
        blank=True,
        help_text=_("Of its files; “page” where it has none."),
    )
    # The keys of the public files of this page alone.
    files = models.JSONField(_("files"), default=list, blank=True)
    # What it is found by, as `search/text.py` reads it, between spaces; of its files by language.
    title_terms = models.TextField(blank=True, editable=False)
    text_terms = models.TextField(blank=True, editable=False)
    file_terms = models.JSONField(default=dict, blank=True, editable=False)
    # Each of its words once, as it is typed.
    words = models.TextField(blank=True, editable=False)
    # Of the rules by which it was read: one that was read by others is read anew.
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    # Of all that it says: a copy with the same digest needs no update.
    digest = models.CharField(_("digest"), max_length=32, blank=True, editable=False)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """What a visitor calls this sort of page, in the language being spoken."""
        return str(apps.get_model(self.kind)._meta.verbose_name)


class Word(models.Model):
    """A word of public pages, as it is typed: what somebody meant who typed it with a mistake."""

    language = models.CharField(_("language"), max_length=12)
    word = models.CharField(_("word"), max_length=48)
    term = models.CharField(_("term"), max_length=48)
    pages = models.PositiveIntegerField(_("pages"), default=1)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = (
            models.UniqueConstraint(fields=["language", "word"], name="search_a_word_once"),
        )

    def __str__(self) -> str:
        return self.word
