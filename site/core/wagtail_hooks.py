"""What this site adds to the Wagtail admin; each hook registers, the work is elsewhere."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.admin import AttentionPanel
from core.rich_text import PublicPageLinkHandler


# After Wagtail's own, which it replaces.
@hooks.register("register_rich_text_features", order=100)
def link_to_public_pages_only(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_homepage_panels")
def what_needs_attention(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, AttentionPanel(request))
