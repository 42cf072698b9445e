"""What a draft is as a text: its schema, its steps, its versions compared. Knows no database.

ProseMirror's model on both sides: here by the library of its name, in the browser by the original.
What the two do differently is mended here, so that every copy of a text stays the same.
"""
