"""What a visitor narrows a search by, and the addresses that say so.

Everything is in the address: it can be kept and passed on, and needs no script.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from media.cleaner import DOCUMENTS
from search.asked import is_newest_first
from search.contract import Chosen
from search.documents import WITHOUT_FILES
from search.vocabulary import names
from web.languages import Language, codes, language

# In the order in which they are offered; languages are offered above the results.
OFFERED = ("kind", "topic", "region", "file")
YEARS = ("from", "to")
NARROWING = (*OFFERED, "language", *YEARS)
FORMATS = (*sorted(DOCUMENTS), WITHOUT_FILES)
FIRST_YEAR, LAST_YEAR = 1900, 2100
# A longer list helps nobody to choose.
MOST_CHOICES = 15


@dataclass(frozen=True)
class Choice:
    """A value that may be chosen: how it is called, how many results have it, and without it."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: list[Choice]

    @property
    def is_chosen(self) -> bool:
        return any(each.is_chosen for each in self.choices)


@dataclass(frozen=True)
class Years:
    """The years there are to choose from, and those chosen; zero where none is."""

    known: list[int]
    first: int
    last: int


@dataclass(frozen=True)
class Scope:
    """A language of results, or all of them; where its results are."""

    language: Language | None
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """Something that was chosen, and the address without it."""

    label: str
    address: str


def chosen_in(query: QueryDict) -> Chosen:
    """Return what an address chooses. What it cannot mean is passed over."""
    kinds = _kinds()
    first, last = _years_in(query)
    years = range(first or FIRST_YEAR, (last or LAST_YEAR) + 1) if first or last else ()
    return Chosen(
        kind=tuple(kinds[each] for each in among(query, "kind", kinds)),
        topic=among(query, "topic", names("topics", get_language())),
        region=among(query, "region", names("regions", get_language())),
        language=among(query, "language", codes()),
        year=tuple(map(str, years)),
        file=among(query, "file", FORMATS),
    )


def facets(query: QueryDict, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """Return what there is to choose from, the most frequent first; nothing of what has no choice.

    `counts` are those of an answer.
    """
    found = []
    for name in OFFERED:
        chosen = among(query, name, _labels(name))
        choices = [
            Choice(value, label, count, value in chosen)
            for value, label, count in _counted(name, counts, chosen)
        ]
        if len(choices) > 1 or chosen:
            found.append(Facet(name, _title(name), choices))
    return found


def years(query: QueryDict, counts: Mapping[str, Mapping[str, int]]) -> Years | None:
    first, last = _years_in(query)
    known = {int(year) for year in counts.get("year", ())} | {first, last} - {0}
    return (
        Years(sorted(known, reverse=True), first, last) if len(known) > 1 or first or last else None
    )


def scopes(query: QueryDict, counts: Mapping[str, Mapping[str, int]], total: int) -> list[Scope]:
    """Return the languages of what was found, all of them first; nothing where there is but one."""
    found = counts.get("language", {})
    chosen = among(query, "language", codes())
    if len(found) < 2 and not chosen:
        return []
    # What there would be without the choice is not known, and is not worth another question.
    everything = Scope(None, 0 if chosen else total, address(query, language=()), not chosen)
    return [
        everything,
        *(
            Scope(
                language(code),
                found.get(code, 0),
                address(query, language=[code]),
                [code] == [*chosen],
            )
            for code in codes()
            if code in found or code in chosen
        ),
    ]


def filters(query: QueryDict) -> list[Filter]:
    """Return what was chosen, each with the address without it."""
    found = []
    for name in OFFERED:
        labels = _labels(name)
        chosen = among(query, name, labels)
        for value in chosen:
            rest = [each for each in chosen if each != value]
            found.append(Filter(labels[value], address(query, **{name: rest})))
    first, last = _years_in(query)
    if first:
        found.append(Filter(_("From %(year)s") % {"year": first}, address(query, **{"from": ()})))
    if last:
        found.append(Filter(_("To %(year)s") % {"year": last}, address(query, to=())))
    return found


def ordering(query: QueryDict) -> dict[str, object]:
    """Return in which order results are, and where they are in either."""
    return {
        "is_newest_first": is_newest_first(query),
        "best_first": address(query, sort=()),
        "newest_first": address(query, sort=["newest"]),
    }


def address(query: QueryDict, **changes: Iterable[str]) -> str:
    """Return the address of the first page of results with some of its values changed."""
    said = dict(query.lists()) | changes | {"page": ()}
    changed = QueryDict(mutable=True)
    for name, values in said.items():
        changed.setlist(name, [each for each in values if each])
    return f"?{changed.urlencode()}"


def among(query: QueryDict, name: str, known: Container[str]) -> tuple[str, ...]:
    """Return what an address says under a name, of what is known."""
    return tuple(dict.fromkeys(each for each in query.getlist(name) if each in known))


def _years_in(query: QueryDict) -> tuple[int, int]:
    first, last = (_year(query.get(name, "")) for name in YEARS)
    # Whoever says them the wrong way round means what lies between.
    return (last, first) if first and last and first > last else (first, last)


def _year(said: str) -> int:
    is_year = said.isascii() and said.isdigit() and len(said) == 4
    return int(said) if is_year and FIRST_YEAR <= int(said) <= LAST_YEAR else 0


def _counted(
    name: str, counts: Mapping[str, Mapping[str, int]], chosen: Collection[str]
) -> Iterator[tuple[str, str, int]]:
    """Yield each value that some results have or that was chosen, with its label and its count."""
    labels = _labels(name)
    found = {_value(name, each): count for each, count in counts.get(name, {}).items()}
    known = [value for value in {**found, **dict.fromkeys(chosen, 0)} if value in labels]
    known.sort(key=lambda value: (value not in chosen, -found.get(value, 0), labels[value]))
    for value in known[: max(MOST_CHOICES, len(chosen))]:
        yield value, labels[value], found.get(value, 0)


def _value(name: str, key: str) -> str:
    return _short(key) if name == "kind" else key


def _title(name: str) -> str:
    return {"kind": _("Kind"), "topic": _("Topic"), "region": _("Region"), "file": _("File")}[name]


def _labels(name: str) -> Mapping[str, str]:
    """Return what the values of a facet are called in the language being spoken."""
    if name == "kind":
        return {
            short: capfirst(apps.get_model(kind)._meta.verbose_name)
            for short, kind in _kinds().items()
        }
    if name == "file":
        return {each: _("No file") if each == WITHOUT_FILES else each.upper() for each in FORMATS}
    return names(f"{name}s", get_language())


def _kinds() -> dict[str, str]:
    """Return the kinds of pages by the names that addresses give them: “campaign”."""
    kinds = (model._meta.label_lower for model in get_page_models() if model.is_creatable)
    return {_short(kind): kind for kind in kinds}


def _short(kind: str) -> str:
    return kind.split(".")[1].removesuffix("page")
