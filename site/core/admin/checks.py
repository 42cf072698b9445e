"""What the checks beside a preview look at: what an editor has written."""

from wagtail.admin.userbar import BaseItem, ContentCheckerItem


class WrittenContentItem(ContentCheckerItem):
    # Around it is what we have written, and is checked by our own tests.
    axe_include = ["#main"]


def look_at_what_is_written(items: list[BaseItem]) -> None:
    """Put our checker in the place of Wagtail's among what a user bar holds."""
    items[:] = [
        WrittenContentItem() if isinstance(item, ContentCheckerItem) else item for item in items
    ]
