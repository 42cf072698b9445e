"""The blocks an editor builds a body of. Each is a class here, a template in `blocks/`, a test."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from core.notes import NotesBlock, check_references
from core.querysets import public_pages
from core.tables import TableBlock
from media.models import Document
from web.slugs import slug_of

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading_block.html"
        help_text = _("Also listed under “On this page” when there are three or more.")


def anchors(headings: list[str]) -> list[str]:
    """Return a fragment for each heading of a page, readable in any script, each another.

    The prefix keeps them apart from the parts of the page itself.
    """
    found: list[str] = []
    for heading in headings:
        name = f"h-{slug_of(heading)}"
        found.append(name if name not in found else f"{name}-{len(found)}")
    return found


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"), rows=3)
    attribution = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        help_text=_("Only what the person agreed to: a role or a chosen name is enough."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote_block.html"


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("The credit is printed by itself.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/captioned_image_block.html"


class NumberBlock(blocks.StructBlock):
    value = blocks.CharBlock(
        label=_("Number"), max_length=24, help_text=_("With its whole: “5 of 14”.")
    )
    label = blocks.CharBlock(label=_("What it counts"))
    source = blocks.CharBlock(label=_("Source"), help_text=_("Who counted, and when."))

    class Meta:
        icon = "order"
        label = _("Number")
        template = "blocks/number_block.html"


class FilesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)
    files = blocks.ListBlock(DocumentChooserBlock(label=_("File")), label=_("Files"), min_num=1)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        keys = [document.pk for document in value["files"] if document]
        found = Document.objects.public().in_bulk(keys)
        files = [found[key] for key in keys if key in found]
        return super().get_context(value, parent_context) | {"files": files}

    class Meta:
        icon = "doc-full"
        label = _("Files")
        template = "blocks/files_block.html"


class ActionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Why"), required=False)
    label = blocks.CharBlock(
        label=_("Button"), max_length=60, help_text=_("Say what happens: “Read the demands”.")
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("or an address elsewhere"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = _("Choose a page, or give an address: one of the two.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context)
        pages = readable([value["page"]], parent_context) if value["page"] else []
        return context | {"url": pages[0].url if pages else value["url"]}

    class Meta:
        icon = "megaphone"
        label = _("Call to action")
        template = "blocks/action_block.html"


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Question"))
    text = blocks.RichTextBlock(label=_("Answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        template = "blocks/accordion_block.html"


class RelatedBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"), min_num=1)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context)
        return context | {"pages": readable(value["pages"], parent_context)}

    class Meta:
        icon = "link"
        label = _("Related pages")
        template = "blocks/related_block.html"


class EmbedBlock(blocks.StructBlock):
    """A film or map elsewhere: a link that says where it leads, so nothing is fetched unasked."""

    title = blocks.CharBlock(label=_("Title"))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "media"
        label = _("Film, sound or map elsewhere")
        template = "blocks/embed_block.html"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=TEXT_FEATURES, template="blocks/text_block.html"
    )
    quote = QuoteBlock()
    table = TableBlock()
    image = CaptionedImageBlock()
    number = NumberBlock()
    files = FilesBlock()
    action = ActionBlock()
    accordion = AccordionBlock()
    related = RelatedBlock()
    embed = EmbedBlock()
    notes = NotesBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        check_references(cleaned)
        return cleaned

    class Meta:
        # Each is known by its number on the page.
        block_counts: ClassVar[dict[str, dict[str, int]]] = {"notes": {"max_num": 1}}


def readable(chosen: list[Any], parent_context: dict[str, Any] | None) -> list[Any]:
    """Return the chosen pages that the reader may see, in the language of the page they are on.

    A page chosen in one language is shown in each reader's own where it is public there, and is
    left out where it is not.
    """
    page = (parent_context or {}).get("page")
    keys = [choice.translation_key for choice in chosen if choice]
    found = public_pages().filter(translation_key__in=keys)
    found = found.filter(locale_id=page.locale_id) if page else found
    by_key = {each.translation_key: each for each in found}
    return [by_key[key] for key in keys if key in by_key]
