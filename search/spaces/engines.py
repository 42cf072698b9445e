"""Which engine answers in a space: Elasticsearch where its index is open to us, or the database.

Both count alike: whoever is answered by the other sees no difference.
"""

from coalitions.models import Coalition
from search.breaker import Breaker
from search.contract import Answer, Chosen, Part, Question
from search.engines import either
from search.spaces import elastic, embedded
from search.spaces.mirror import SPACES

# Its key is another than that of the public search: it fails, and heals, for itself.
breaker = Breaker()


def answer(question: Question, space: Coalition, chosen: Chosen, part: Part) -> Answer:
    asked = (question, space, chosen, part)
    answer, _is_reduced = either(
        lambda: elastic.answer(*asked),
        lambda: embedded.answer(*asked),
        is_there=SPACES.index.is_configured,
        breaker=breaker,
    )
    return answer
