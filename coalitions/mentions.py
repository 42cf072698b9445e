"""Members who are meant in a text: an @ before their name, whole or its first word."""

import re
from collections import Counter
from collections.abc import Iterable

from coalitions.models import Membership


def mentioned(text: str, fellows: Iterable[Membership]) -> list[Membership]:
    """Return who of some members is meant. A first word that two of them have means neither."""
    members = list(fellows)
    firsts = Counter(_first_word(each).casefold() for each in members)
    alone = [each for each in members if firsts[_first_word(each).casefold()] == 1]
    names = {each.pk: [each.display_name] for each in members}
    names |= {each.pk: names_of(each) for each in alone}
    return [each for each in members if calling(names[each.pk]).search(text)]


def names_of(member: Membership) -> list[str]:
    """Return what a member may be called after an @."""
    return [member.display_name, _first_word(member)]


def calling(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds an @ before one of the names, the longest that stands there."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"@(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _first_word(member: Membership) -> str:
    return member.display_name.split()[0]
