"""A space in which something is said, and its search."""

from typing import Any

from coalitions.models import Membership
from search.spaces.queries import FoundInSpace, find_in
from search.spaces.results import hits
from tests.coalitions.cast import let_all_be_read
from tests.coalitions.conftest import browse, spaces  # noqa: F401 (fixtures)
from tests.search.conftest import catch_up as settled


def catch_up() -> None:
    """Have all be read, and Elasticsearch show it, if it is there."""
    let_all_be_read()
    settled()


def find(member: Membership, said: str, language: str = "en", **asked: Any) -> FoundInSpace:
    catch_up()
    return find_in(member, said, language, **asked)


def titles(member: Membership, said: str, language: str = "en", **asked: Any) -> list[str]:
    """Return what is found: the title of a draft or a file, the words of a comment."""
    found = find(member, said, language, **asked)
    assert found.total == len(found.shown)
    shown = hits(found.shown, found.question)
    return [str(each.title) or each.entry.comment.text for each in shown]
