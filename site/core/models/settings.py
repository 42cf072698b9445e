"""What an organisation says once about itself and its site."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from background.whole import SavedWhole


@register_setting(icon="cog")
class SiteSettings(SavedWhole, BaseSiteSetting):
    """Pages named here are shown in each reader's language, where they exist in it."""

    name = models.CharField(
        _("name"), max_length=80, default="Portevoix", help_text=_("Beside the logo on every page.")
    )
    navigation = StreamField(
        [("page", PageChooserBlock(label=_("Page")))],
        verbose_name=_("navigation"),
        blank=True,
        help_text=_(
            "Leave empty to show the pages ticked “Show in menus”, in the order of the tree."
        ),
    )
    urgent_help = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("urgent help"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked from the top of every page, for people at risk."),
    )
    risk_links = StreamField(
        [("page", PageChooserBlock(label=_("Page")))],
        verbose_name=_("“If you are at risk”"),
        blank=True,
        help_text=_("A column of the footer."),
    )
    protection_links = StreamField(
        [("page", PageChooserBlock(label=_("Page")))],
        verbose_name=_("“How we protect you”"),
        blank=True,
        help_text=_("A column of the footer: privacy, accessibility, security."),
    )
    leave_url = models.URLField(
        _("where “Leave quickly” goes"),
        default="https://www.wikipedia.org/",
        validators=[URLValidator(schemes=["https"])],
        help_text=_("An address that looks harmless on any screen. It must begin with https://."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("navigation"),
        MultiFieldPanel(
            [FieldPanel("urgent_help"), FieldPanel("leave_url"), FieldPanel("risk_links")],
            heading=_("People at risk"),
        ),
        FieldPanel("protection_links"),
    ]

    class Meta:
        verbose_name = _("site settings")

    def chosen_pages(self) -> dict[str, list[int]]:
        """Return the primary keys of the pages chosen in each place, in their order."""
        # The raw streams hold keys, so that the pages of all places are fetched together.
        streams = ("navigation", "risk_links", "protection_links")
        places = {
            name: [row["value"] for row in getattr(self, name).raw_data if row["value"]]
            for name in streams
        }
        return places | {"urgent_help": [self.urgent_help_id] if self.urgent_help_id else []}
