"""Many write in one text at once, and every copy stays the same; no acknowledged word is lost."""

from typing import Any

import pytest
from prosemirror.model import Fragment, Slice

from coalitions.text.reading import InvalidText, read
from coalitions.text.rebasing import fill_tables, push
from coalitions.text.schema import SCHEMA
from coalitions.text.steps import MarkSet, Replace, read_step
from tests.coalitions.text.chance import Chance

PARAGRAPH = {"type": "paragraph", "content": [{"type": "text", "text": "one two three"}]}
START = read({"type": "doc", "content": [PARAGRAPH]})


def typing(at, words):
    content = Slice(Fragment.from_(SCHEMA.text(words)), 0, 0)
    return Replace(at, at, content).to_json()


def deleting(start, end):
    return Replace(start, end, Slice.empty).to_json()


def steps_of(pushed):
    return [*pushed.steps, *pushed.mends]


def test_two_type_at_two_places_from_one_version():
    first = push(START, [typing(1, "zero ")], [])
    second = push(first.document, [typing(14, " four")], steps_of(first))
    assert second.document.text_content == "zero one two three four"


def test_what_is_typed_where_another_deleted_is_given_back():
    first = push(START, [deleting(1, 14)], [])
    instead = Replace(3, 5, Slice(Fragment.from_(SCHEMA.text("X")), 0, 0)).to_json()
    second = push(first.document, [instead], steps_of(first))
    assert second.lost == ["X"]
    assert second.steps == []
    third = push(first.document, [typing(5, "new")], steps_of(first))
    assert (third.lost, third.document.text_content) == (["new"], "")


def test_one_adds_a_row_while_another_adds_a_column():
    row = {"type": "table_row", "content": [{"type": "table_cell"}]}
    document = read({"type": "doc", "content": [{"type": "table", "content": [row]}]})
    cell = Slice(Fragment.from_(SCHEMA.node("table_cell")), 0, 0)
    column = push(document, [Replace(2, 2, cell).to_json()], [])
    new_row = Slice(
        Fragment.from_(SCHEMA.node("table_row", None, [SCHEMA.node("table_cell")])), 0, 0
    )
    both = push(column.document, [Replace(5, 5, new_row).to_json()], steps_of(column))
    table = both.document.child(0)
    assert [table.child(n).child_count for n in range(2)] == [2, 2]
    assert len(both.mends) == 1
    assert not fill_tables(both.document)


@pytest.mark.parametrize(
    "step",
    [
        {},
        None,
        {"stepType": "attr", "pos": 0, "attr": "level", "value": 3},
        {"stepType": "addNodeMark", "pos": 0, "mark": {"type": "em"}},
        {"stepType": "markSet", "steps": []},
        {"stepType": "markSet", "steps": [{"stepType": "replace", "from": 1, "to": 2}]},
        {"stepType": "replace", "from": "1", "to": 2},
        {"stepType": "replace", "from": 5, "to": 900},
        {"stepType": "replace", "from": -4, "to": -1},
        {"stepType": "replace", "from": 1, "to": 1, "slice": {"content": [{"type": "script"}]}},
        {
            "stepType": "replace",
            "from": 1,
            "to": 1,
            "slice": {
                "content": [
                    {
                        "type": "text",
                        "text": "x",
                        "marks": [{"type": "link", "attrs": {"href": "javascript:alert(1)"}}],
                    }
                ]
            },
        },
        {
            "stepType": "replace",
            "from": 1,
            "to": 1,
            "slice": {"content": [{"type": "text", "text": "a\0"}]},
        },
    ],
)
def test_a_step_that_is_not_allowed_is_refused(step):
    with pytest.raises(InvalidText):
        push(START, [step], [])


def test_half_an_emoji_is_not_cut():
    document = read(
        {
            "type": "doc",
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a👩b"}]}],
        }
    )
    with pytest.raises(InvalidText):
        push(document, [deleting(2, 3)], [])


def test_several_marks_as_one_are_known():
    marks = [
        {"stepType": kind, "mark": {"type": mark}, "from": 1, "to": 4}
        for kind, mark in (("addMark", "em"), ("addMark", "strong"), ("removeMark", "em"))
    ]
    pushed = push(START, [{"stepType": "markSet", "steps": marks}], [])
    assert isinstance(pushed.steps[0], MarkSet)
    assert [mark.type.name for mark in pushed.document.child(0).child(0).marks] == ["strong"]
    assert read_step(pushed.steps[0].to_json()).to_json() == pushed.steps[0].to_json()


def test_writers_by_chance_all_converge():
    """Each types from the version they know, and the server puts it on top: no word is missing."""
    chance = Chance(11)
    for _ in range(40):
        document, known = START, [0, 0, 0]
        log: list[Any] = []
        typed: list[str] = []
        for number in range(30):
            writer = chance.randrange(3)
            seen = START
            for step in log[: known[writer]]:
                seen = step.apply(seen).doc
            at = chance.choice(_places(seen))
            words = f"w{number} "
            pushed = push(document, [typing(at, words)], log[known[writer] :])
            document, log = pushed.document, log + steps_of(pushed)
            typed.append(words.strip())
            if chance.random() < 0.6:
                known[writer] = len(log)
        # Words may have been typed into one another at the very same place; no letter is missing.
        assert len(document.text_content) == len("one two three") + sum(
            len(each) + 1 for each in typed
        )
        again = START
        for step in log:
            again = step.apply(again).doc
        assert again.eq(document)


def _places(document):
    return [1, 1 + document.child(0).content.size]
