"""What an approved page does next."""

import logging
from typing import Any

from wagtail.workflows import publish_workflow_state

logger = logging.getLogger(__name__)


def publish_when_translated(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved; what lost its words since it was submitted stays a draft."""
    # Wagtail's models ask for this function while they are being made.
    from translation.publishing import StillUntranslated

    try:
        publish_workflow_state(workflow_state, user=user)
    except StillUntranslated as error:
        logger.warning(
            "Page %s was approved and is not published: %d passages are not translated",
            workflow_state.object_id,
            len(error.passages),
        )
