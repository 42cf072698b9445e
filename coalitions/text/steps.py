"""Steps that map over each other exactly as in the browsers, or the copies would drift apart.

The Python library (0.6.1) maps as the JavaScript one did at 1.8; today's is 1.12. Mended here, in
subclasses:

- a replacement is dropped when both its ends are *deleted across*, not merely on one side; so is
  one around something, and also when what it is around has turned inside out
- a mark is dropped when nothing is left between its ends
- `markSet`, several marks as one, which undoing sends, is unknown to the library

Steps that change an attribute or mark a node are refused: an editor of this schema sends none, and
the library loses one when somebody inserts something before its node.
"""

from typing import Any, Self

from prosemirror.model import Node
from prosemirror.transform import Step, StepResult
from prosemirror.transform.mark_step import AddMarkStep, RemoveMarkStep
from prosemirror.transform.replace_step import ReplaceAroundStep, ReplaceStep

from coalitions.text.reading import InvalidText
from coalitions.text.schema import SCHEMA


class Replace(ReplaceStep):
    def map(self, mapping: Any) -> "Replace | None":
        start, end = mapping.map_result(self.from_, 1), mapping.map_result(self.to, -1)
        if start.deleted_across and end.deleted_across:
            return None
        return Replace(start.pos, max(start.pos, end.pos), self.slice, self.structure)


class ReplaceAround(ReplaceAroundStep):
    def map(self, mapping: Any) -> "ReplaceAround | None":
        start, end = mapping.map_result(self.from_, 1), mapping.map_result(self.to, -1)
        first = start.pos if self.from_ == self.gap_from else mapping.map(self.gap_from, -1)
        last = end.pos if self.to == self.gap_to else mapping.map(self.gap_to, 1)
        if start.deleted_across and end.deleted_across:
            return None
        if not start.pos <= first <= last <= end.pos:
            return None
        return ReplaceAround(
            start.pos, end.pos, first, last, self.slice, self.insert, self.structure
        )


class _MarkRange:
    """What adding and removing a mark share."""

    from_: int
    to: int
    mark: Any

    def map(self, mapping: Any) -> Self | None:
        start, end = mapping.map(self.from_, 1), mapping.map(self.to, -1)
        if start >= end:
            return None
        return type(self)(start, end, self.mark)  # type: ignore[call-arg] # of what it is mixed into


class AddMark(_MarkRange, AddMarkStep):
    pass


class RemoveMark(_MarkRange, RemoveMarkStep):
    pass


class MarkSet(Step):
    def __init__(self, steps: list[Any]) -> None:
        self.steps = steps

    def apply(self, doc: Node) -> StepResult:
        for step in self.steps:
            result: StepResult = step.apply(doc)
            if result.doc is None:
                return result
            doc = result.doc
        return StepResult.ok(doc)

    def invert(self, doc: Node) -> "MarkSet":
        return MarkSet([step.invert(doc) for step in self.steps])

    def map(self, mapping: Any) -> "MarkSet | None":
        steps = [mapped for step in self.steps if (mapped := step.map(mapping))]
        return MarkSet(steps) if steps else None

    def to_json(self) -> dict[str, Any]:
        return {"stepType": "markSet", "steps": [step.to_json() for step in self.steps]}


_OURS: dict[str, Any] = {
    "replace": Replace,
    "replaceAround": ReplaceAround,
    "addMark": AddMark,
    "removeMark": RemoveMark,
}


def read_step(data: Any) -> Any:
    """Return the step that JSON describes. Raises InvalidText."""
    kind = data.get("stepType") if isinstance(data, dict) else None
    if kind == "markSet":
        return _read_mark_set(data.get("steps"))
    if not isinstance(kind, str) or kind not in _OURS:
        raise InvalidText("a step that is not allowed")
    try:
        found = Step.from_json(SCHEMA, data)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InvalidText(str(error)) from error
    # The library knows its own classes by name, and nothing of those above.
    step = _OURS[kind].__new__(_OURS[kind])
    step.__dict__.update(found.__dict__)
    return step


def _read_mark_set(steps: Any) -> MarkSet:
    read = [read_step(each) for each in steps] if isinstance(steps, list) else []
    if not read or not all(isinstance(each, AddMark | RemoveMark) for each in read):
        raise InvalidText("a set of something else than marks")
    return MarkSet(read)
