"""Every address of a space, and what each of its people, and everybody else, is answered there."""

SIGN_IN, MISSING = "sign in", "not found"
# In the space, and it is not theirs: as what there is not in it.
NOT_THEIRS = "not theirs"
# A closed account is nobody's.
ROLES = (
    "anonymous",
    "sue",
    "nora",
    "edith",
    "adam",
    "luca",
    "fred",
    "olga",
    "rita",
    "petra",
    "cora",
)
OUTSIDE = (SIGN_IN, SIGN_IN, MISSING, MISSING, MISSING, MISSING, MISSING)
# What whoever may enter is answered: to GET, and to a POST that says nothing.
OPEN, READS = ("200", "200"), ("200", "405")
DOES, DONE = ("405", "200"), ("405", "302")
NO = (MISSING, MISSING)

MEMBERS = (*OUTSIDE, *["in"] * 4)
WRITERS = (*OUTSIDE, *[MISSING] * 2, "in", "in")
REVIEWERS = (*OUTSIDE, MISSING, "in", "in", "in")
# Whose comment it is, and whoever manages what others said.
ITS_AUTHOR = (*OUTSIDE, MISSING, "in", NOT_THEIRS, NOT_THEIRS)
AND_COORDINATORS = (*OUTSIDE, MISSING, "in", NOT_THEIRS, "in")
COORDINATORS = (*OUTSIDE, *[MISSING] * 3, "in")

# The name, the arguments after the space, who may enter, what they are answered.
TABLE: list[tuple[str, list[str], tuple[str, ...], tuple[str, str]]] = [
    ("overview", [], MEMBERS, READS),
    ("space_search", [], MEMBERS, READS),
    ("activity", [], MEMBERS, READS),
    ("members", [], MEMBERS, READS),
    ("organisations", [], MEMBERS, READS),
    ("me", [], MEMBERS, OPEN),
    ("mails", [], MEMBERS, DOES),
    ("leave", [], MEMBERS, DOES),
    ("settings", [], COORDINATORS, OPEN),
    ("person", ["petra"], COORDINATORS, OPEN),
    ("remove", ["petra"], COORDINATORS, DOES),
    ("invitations", [], COORDINATORS, OPEN),
    ("revoke", ["invitation"], COORDINATORS, DONE),
    ("send_again", ["invitation"], COORDINATORS, DONE),
    ("drafts", [], MEMBERS, READS),
    ("draft", ["draft"], MEMBERS, READS),
    ("versions", ["draft"], MEMBERS, READS),
    ("version", ["draft", "first"], MEMBERS, READS),
    ("compare", ["draft"], MEMBERS, READS),
    ("take_draft", ["draft", "docx"], MEMBERS, READS),
    ("take_version", ["draft", "first", "md"], MEMBERS, READS),
    ("draft", ["shared"], MEMBERS, READS),
    ("as_page", ["shared"], MEMBERS, READS),
    ("comments", ["draft"], MEMBERS, READS),
    ("proposals", ["draft"], MEMBERS, READS),
    ("comment", ["draft"], REVIEWERS, OPEN),
    ("reply", ["draft", "thread"], REVIEWERS, OPEN),
    ("resolve", ["draft", "thread"], REVIEWERS, DONE),
    ("reopen", ["draft", "thread"], REVIEWERS, DONE),
    ("change_comment", ["draft", "comment"], ITS_AUTHOR, OPEN),
    ("take_back_comment", ["draft", "comment"], AND_COORDINATORS, ("200", "302")),
    ("answer", ["draft", "comment"], WRITERS, OPEN),
    ("files", [], MEMBERS, READS),
    ("file", ["file"], MEMBERS, READS),
    ("take_file", ["file", "first"], MEMBERS, READS),
    ("preview_file", ["file", "first"], MEMBERS, READS),
    ("add_files", [], WRITERS, OPEN),
    ("file_trash", [], WRITERS, READS),
    ("file_details", ["file"], WRITERS, OPEN),
    ("replace_file", ["file"], WRITERS, DOES),
    ("put_file_away", ["file"], WRITERS, DONE),
    ("recover_file", ["trashed file"], WRITERS, DONE),
    ("begin", [], WRITERS, OPEN),
    ("trash", [], WRITERS, READS),
    ("details", ["draft"], WRITERS, OPEN),
    ("write", ["draft"], WRITERS, OPEN),
    ("text", ["draft"], WRITERS, READS),
    ("steps", ["draft"], WRITERS, ("422", "422")),
    ("save_version", ["draft"], WRITERS, DONE),
    ("restore", ["draft", "first"], WRITERS, DONE),
    ("translate", ["draft", "first"], WRITERS, OPEN),
    ("hand_over", ["draft", "first"], COORDINATORS, OPEN),
    ("put_away", ["draft"], WRITERS, DONE),
    ("recover", ["trashed"], WRITERS, DONE),
    ("add_organisation", [], COORDINATORS, OPEN),
    ("organisation", ["ours"], COORDINATORS, OPEN),
    ("remove_organisation", ["ours"], COORDINATORS, DONE),
]


def full(name: str) -> str:
    """Return the whole name of an address: that of the search is not among those of the spaces."""
    return name if name == "space_search" else f"spaces:{name}"
