"""Drafts from and to the files of other programs, by way of pandoc's own document.

Not by way of HTML: there a footnote is a list at the end with links back. In pandoc's document it
stands where it belongs, and what is not in our schema has no way in.
"""
