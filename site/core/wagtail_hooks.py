"""What this site adds to the Wagtail admin; each hook registers, the work is elsewhere."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import BaseItem
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin.attention import AttentionPanel
from core.admin.bulk import PublishReadyBulkAction
from core.admin.checks import look_at_what_is_written
from core.admin.editing import GuardedEditView
from core.admin.views import GuardedWorkflowActionView, ReadingAPIViewSet
from core.models import Region, Topic
from core.rich_text import NoteReferenceHandler, PublicPageLinkHandler
from translation.followers import translations_that_follow


class TermViewSet(SnippetViewSet):
    list_display = ["__str__", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.model.objects.named(translation.get_language())


class TopicViewSet(TermViewSet):
    model = Topic
    icon = "tag"


class RegionViewSet(TermViewSet):
    model = Region
    icon = "globe"


register_snippet(TopicViewSet)
register_snippet(RegionViewSet)


class GuardedPageViewSet(PageViewSet):
    model = Page
    edit_view_class = GuardedEditView
    workflow_action_view_class = GuardedWorkflowActionView


# After Wagtail's own, which it replaces.
@hooks.register("register_admin_viewset", order=100)
def page_screens() -> PageViewSet:
    return GuardedPageViewSet()


# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", PublishReadyBulkAction, order=100)


@hooks.register("construct_admin_api")
def pages_for_its_menu(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", ReadingAPIViewSet)


# After Wagtail's own, which it replaces.
@hooks.register("register_rich_text_features", order=100)
def print_links_as_they_may_be(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(NoteReferenceHandler)


@hooks.register("construct_wagtail_userbar")
def check_what_is_written(request: HttpRequest, items: list[BaseItem], page: Page) -> None:
    look_at_what_is_written(items)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def editing_js() -> str:
    return format_html('<script src="{}"></script>', static("js/editing.js"))


@hooks.register("construct_homepage_panels")
def what_needs_attention(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, AttentionPanel(request))


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_down_too(pages: list[Page], action: str) -> dict[Page, PageQuerySet]:
    # Wagtail says in its confirmation how many there are.
    return translations_that_follow(pages) if action in ("unpublish", "delete") else {}
