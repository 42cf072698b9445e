"""Puts the steps of one writer on top of everybody's, in the order in which they come.

The newest document and the steps since are enough: the maps of steps say where a place went, so no
old document is ever needed, and nothing is undone and done again as a browser does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prosemirror.model import Fragment, Node, Slice
from prosemirror.transform import Mapping

from coalitions.text.reading import InvalidText, read
from coalitions.text.schema import SCHEMA, children
from coalitions.text.steps import Replace, read_step

# As ProseMirror counts: a sign, a beginning and an end are one each.
MAX_SIZE = 1_000_000


@dataclass(frozen=True)
class Pushed:
    """What became of a push: the steps as they apply, those that mend a table after them, the text
    that they make, and what was typed where there is no such passage any more.
    """

    steps: list[Any]
    mends: list[Any]
    document: Node
    lost: list[str]


def push(document: Node, steps: Sequence[Any], over: Sequence[Any]) -> Pushed:
    """Apply steps, as JSON, that were made before the steps `over`. Raises InvalidText."""
    done, lost, result = rebase([read_step(each) for each in steps], over, document)
    mends = fill_tables(result)
    for step in mends:
        result = step.apply(result).doc
    check_changes(document, result)
    return Pushed(done, mends, result, typed_in(lost))


def rebase(
    steps: Sequence[Any], over: Sequence[Any], document: Node
) -> tuple[list[Any], list[Any], Node]:
    """Return steps as they apply on top of the others, those without a place, and the result."""
    # Back through our own, forward through the others', and forward through our own as they became:
    # each of ours may refer to what the one before it made.
    mapping = Mapping([step.get_map().invert() for step in reversed(steps)])
    for step in over:
        mapping.append_map(step.get_map())
    done, lost = [], []
    for index, step in enumerate(steps):
        mapped = step.map(mapping.slice(len(steps) - index))
        result = apply(mapped, document) if mapped else None
        if result is None:
            lost.append(step)
            continue
        mapping.append_map(mapped.get_map(), len(steps) - index - 1)
        document = result
        done.append(mapped)
    return done, lost, document


def apply(step: Any, document: Node) -> Node | None:
    """Return the document after a step; None where it fits no more. Raises InvalidText.

    Where a step does not fit, JavaScript says so too, and drops it. Whatever else is raised here
    JavaScript may well apply, a cut through half an emoji for one: the copies would differ, so the
    push is refused.
    """
    try:
        result: Node | None = step.apply(document).doc
    except (ValueError, TypeError, IndexError, AttributeError, AssertionError, RecursionError) as e:
        if type(e) is ValueError and str(e).startswith("Invalid content for node"):
            # Raised by the Python library for what is an ordinary misfit in JavaScript.
            return None
        raise InvalidText(f"a step that cannot be applied: {e}") from e
    return result


def typed_in(steps: Sequence[Any]) -> list[str]:
    """Return the words that steps would have put in."""
    inserted = [step.slice.content for step in steps if isinstance(step, Replace)]
    return [text for each in inserted if (text := each.text_between(0, each.size, "\n"))]


def fill_tables(document: Node) -> list[Any]:
    """Return the steps that give every row of a table as many cells as its longest.

    One adds a row while another adds a column: both are right, and a cell is missing. The server
    adds it, for all. Were the browsers to, each would, and the table would grow.
    """
    steps: list[Any] = []

    def fill(node: Node, position: int, _parent: Any, _index: int) -> bool:
        if node.type.name != "table":
            return not node.is_textblock
        widest = max(row.child_count for row in children(node))
        end = position + 1
        for row in children(node):
            end += row.node_size
            if missing := widest - row.child_count:
                cells = [SCHEMA.node(row.child(0).type) for _ in range(missing)]
                # The last first, so that none moves the place of another.
                steps.insert(0, Replace(end - 1, end - 1, Slice(Fragment.from_(cells), 0, 0)))
        return False

    document.descendants(fill)
    return steps


def check_changes(before: Node, after: Node) -> None:
    """Check the blocks that a push made; the others are the same objects. Raises InvalidText."""
    if after.content.size > MAX_SIZE:
        raise InvalidText("too long")
    known = {id(child) for child in children(before)}
    made = [child.to_json() for child in children(after) if id(child) not in known]
    if made:
        read({"type": "doc", "content": made})
