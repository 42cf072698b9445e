"""Nothing that breaks the schema gets in, whatever the parsers of ProseMirror would let pass."""

import json

import pytest

from coalitions.text.reading import InvalidText, loads, read
from coalitions.text.schema import canonical, sha256
from tests.coalitions.text.chance import Chance


def text(words, **more):
    return {"type": "text", "text": words, **more}


def paragraph(*content, **more):
    return {"type": "paragraph", "content": list(content), **more}


def doc(*content, **more):
    return {"type": "doc", "content": list(content), **more}


def cells(number):
    return {"type": "table_row", "content": [{"type": "table_cell"}] * number}


def nested(depth):
    inside = paragraph()
    for _ in range(depth):
        item = {"type": "list_item", "content": [paragraph(), inside]}
        inside = {"type": "bullet_list", "content": [item]}
    return doc(inside)


LINK = {"type": "link", "attrs": {"href": "javascript:alert(1)"}}

HOSTILE = {
    "another top node": paragraph(),
    "a list": [],
    "nothing": None,
    "an unknown node": doc({"type": "script"}),
    "an unknown key": doc(paragraph(), version=2),
    "an unknown attribute": doc(paragraph(attrs={"onclick": "x"})),
    "an unknown mark": doc(paragraph(text("a", marks=[{"type": "u"}]))),
    "a mark on a block": doc(paragraph(marks=[{"type": "em"}])),
    "the same mark twice": doc(paragraph(text("a", marks=[{"type": "em"}] * 2))),
    "a link that is run": doc(paragraph(text("a", marks=[LINK]))),
    "a link with a quote": doc(
        paragraph(text("a", marks=[{"type": "link", "attrs": {"href": 'https://x"y'}}]))
    ),
    "a link to nowhere": doc(paragraph(text("a", marks=[{"type": "link"}]))),
    "a comment of another form": doc(
        paragraph(text("a", marks=[{"type": "comment", "attrs": {"id": "<b>"}}]))
    ),
    "a first heading": doc({"type": "heading", "attrs": {"level": 1}}),
    "half a level": doc({"type": "heading", "attrs": {"level": 2.5}}),
    "a level that is true": doc({"type": "heading", "attrs": {"level": True}}),
    "a wide cell": doc(
        {
            "type": "table",
            "content": [
                {
                    "type": "table_row",
                    "content": [{"type": "table_cell", "attrs": {"colspan": 10**9}}],
                }
            ],
        }
    ),
    "rows of unequal length": doc({"type": "table", "content": [cells(1), cells(2)]}),
    "a list without items": doc({"type": "bullet_list"}),
    "a text that is a number": doc(paragraph({"type": "text", "text": 5})),
    "a text that is nothing": doc(paragraph({"type": "text", "text": None})),
    "an empty text": doc(paragraph(text(""))),
    "content that is a string": doc({"type": "paragraph", "content": '[{"type":"text"}]'}),
    "content in a text": doc(paragraph(text("a", content=[]))),
    "NUL": doc(paragraph(text("a\0b"))),
    "a direction that is turned": doc(paragraph(text("a\u202eb"))),
    "half a surrogate": doc(paragraph(text("a\ud800"))),
    "a line break in a text": doc(paragraph(text("a\nb"))),
    "four hundred levels": nested(400),
    "thirty levels": nested(30),
    "too many nodes": doc(*[paragraph()] * 50_001),
    "a table in a cell": doc(
        {
            "type": "table",
            "content": [
                {
                    "type": "table_row",
                    "content": [
                        {
                            "type": "table_cell",
                            "content": [{"type": "table", "content": [cells(1)]}],
                        }
                    ],
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_breaks_the_schema_is_refused(data):
    with pytest.raises(InvalidText):
        read(data)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"NaN", b'{"type": Infinity}', b"[" * 100_000, b" " * 2_000_001, b"\xff"]
)
def test_what_is_no_document_is_refused(raw):
    with pytest.raises(InvalidText):
        read(loads(raw))


def test_signs_that_a_script_needs_stay():
    words = "می\u200cخواهم क्\u200dष \u200e\u200f 👩‍👩‍👧"
    assert read(doc(paragraph(text(words)))).text_content == words


def test_a_text_is_known_by_one_hash_however_it_is_cut_and_ordered():
    chance = Chance(1)
    for _ in range(60):
        document = chance.document()
        known = sha256(document)
        shaken = _shaken(document.to_json(), chance)
        assert sha256(read(json.loads(json.dumps(shaken)))) == known
        assert json.loads(canonical(document))["schema"] == 1


def test_a_comment_is_no_part_of_what_is_signed():
    mark = {"type": "comment", "attrs": {"id": "0123abcd"}}
    bare = read(doc(paragraph(text("We ask every government."))))
    anchored = read(
        doc(paragraph(text("We ask "), text("every", marks=[mark]), text(" government.")))
    )
    assert sha256(bare) == sha256(anchored)
    assert b"0123abcd" not in canonical(anchored)


def _shaken(data, chance):
    """Cut texts in two, turn the order of marks and keys round."""
    shaken = {key: data[key] for key in reversed(data)}
    if "marks" in data:
        shaken["marks"] = data["marks"][::-1]
    if "content" in data:
        shaken["content"] = [
            part for each in data["content"] for part in _cut(_shaken(each, chance), chance)
        ]
    return shaken


def _cut(node, chance):
    words = node.get("text", "")
    if len(words) < 2 or any(ord(sign) > 0xFFFF for sign in words):
        return [node]
    at = chance.randint(1, len(words) - 1)
    return [node | {"text": words[:at]}, node | {"text": words[at:]}]
