"""Asks the database what of a space answers a question, and in which order.

What counts is where words stand: in a title, together; then what is newest. How rare a word is, or
how long other texts are, does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import add, and_, or_

from django.db.models import Case, Count, F, FloatField, Q, Value, When
from django.db.models.functions import Greatest

from coalitions.models import Coalition
from search.contract import IN_TITLE, TOGETHER, Answer, Chosen, Clause, Hit, Part, Question
from search.models import SpaceEntry
from search.reading import spaced

Terms = tuple[str, ...]


def answer(question: Question, space: Coalition, chosen: Chosen, part: Part) -> Answer:
    """Return what of a space has what a clause of the question asks for, and can be read now."""
    found = SpaceEntry.objects.within(space).filter(_any(question.clauses))
    if question.excluded:
        found = found.exclude(_any(question.excluded))
    counts = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    if chosen.kind:
        found = found.filter(kind__in=chosen.kind)
    order = () if part.newest_first else (F("score").desc(),)
    scored = found.annotate(score=_score(question.clauses))
    rows = scored.order_by(*order, "-changed_at", "pk").values_list("pk", "language")
    return Answer(
        hits=[Hit(key, (code,)) for key, code in rows[part.start : part.start + part.size]],
        total=sum(counts.get(kind, 0) for kind in chosen.kind or counts),
        facets={"kind": counts},
    )


def _any(clauses: Iterable[Clause]) -> Q:
    return reduce(or_, map(_has, clauses))


def _has(clause: Clause) -> Q:
    together = or_ if clause.any_part else and_
    parts = (_in_title(part) | _in_text(part) for part in clause.parts)
    return Q(language=clause.language) & reduce(together, parts)


def _in_title(part: Terms) -> Q:
    return Q(title_terms__contains=spaced(part))


def _in_text(part: Terms) -> Q:
    return Q(text_terms__contains=spaced(part))


def _score(clauses: Iterable[Clause]) -> Case:
    """Return what the best of the clauses counts that an entry has."""
    by_language: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_language[clause.language].append(clause)
    # No text has more than one language.
    return Case(
        *(When(language=code, then=_best(each)) for code, each in by_language.items()),
        default=0.0,
        output_field=FloatField(),
    )


def _best(clauses: Sequence[Clause]) -> Case | Greatest:
    worth = [_worth(clause) for clause in clauses]
    return Greatest(*worth) if len(worth) > 1 else worth[0]


def _worth(clause: Clause) -> Case:
    parts = reduce(add, _parts(clause))
    return Case(When(_has(clause), then=parts * Value(clause.weight)), default=0.0)


def _parts(clause: Clause) -> Iterator[Case]:
    for part in clause.parts:
        yield _case(_in_title(part), float(IN_TITLE), _in_text(part))
    said = tuple(term for part in clause.parts for term in part)
    if len(clause.parts) > 1 and not clause.any_part:
        yield _case(_in_title(said) | _in_text(said), float(TOGETHER))


def _case(first: Q, worth: float, second: Q | None = None) -> Case:
    whens = [When(first, then=Value(worth))]
    if second is not None:
        whens.append(When(second, then=Value(1.0)))
    return Case(*whens, default=Value(0.0), output_field=FloatField())
