"""A published statement: what was said, to whom, on which day, and who signed."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.search import index

from core.needs import Need
from library.models.item import Kind, LibraryItem


class SignatoryBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), help_text=_("As the signatory writes it."))
    place = blocks.CharBlock(label=_("Place"), required=False)
    language = blocks.RegexBlock(
        regex=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        required=False,
        max_length=16,
        label=_("Language of the name"),
        help_text=_("Its code, such as fr or sw: the name is then read aloud in its language."),
        error_messages={"invalid": _("Give a language code, such as fr, sw or zh-Hans.")},
    )

    class Meta:
        icon = "user"
        label = _("Signatory")


class StatementPage(LibraryItem):
    addressee = models.CharField(
        _("addressee"), max_length=255, blank=True, help_text=_("To whom the statement is made.")
    )
    signatories = StreamField(
        [("signatory", SignatoryBlock())], verbose_name=_("signatories"), blank=True
    )

    is_creatable = True
    place_under_topics = 3

    needs = (
        *LibraryItem.needs,
        Need(("addressee",), _("Say to whom the statement is made.")),
        Need(("body", "files"), _("Write the text of the statement, or add its file.")),
        Need(("signatories",), _("Say who signed: add one signatory at least.")),
    )

    content_panels: ClassVar[list[Panel]] = [
        *LibraryItem.content_panels,
        FieldPanel("addressee"),
        FieldPanel("body"),
        FieldPanel("signatories"),
        LibraryItem.files_panel,
        LibraryItem.taxonomy_panel,
    ]
    search_fields = [
        *LibraryItem.search_fields,
        index.SearchField("addressee"),
        index.SearchField("signatories"),
    ]

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.kind = Kind.STATEMENT
        super().full_clean(*args, **kwargs)
