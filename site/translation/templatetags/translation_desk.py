"""What stands above the passages of a translation: how far it is, and the ways on from here."""

from collections.abc import Mapping
from typing import Any

from django import template

from translation.admin.steps import STEPS
from translation.passages import entered

register = template.Library()


@register.filter
def of(numbers: Mapping[Any, int], name: Any) -> int:
    """Return the number of that name."""
    return numbers[name]


@register.inclusion_tag("translation/admin/bar.html", takes_context=True)
def translation_bar(context: dict[str, Any]) -> dict[str, Any]:
    page, user = context["instance"], context["request"].user
    passages = entered(context["translation"])
    state = page.current_workflow_task_state
    return {
        "page": page,
        "total": len(passages),
        "missing": sum(1 for _passage, words in passages if words is None),
        "task_state": state,
        "actions": state.task.specific.get_actions(page, user) if state else [],
        "may_submit": STEPS["submit"].is_allowed(page, user),
        "csrf_token": context["csrf_token"],
    }
