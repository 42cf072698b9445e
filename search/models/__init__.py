from search.models.entries import Entry, Word
from search.models.misses import Miss
from search.models.passages import Passage
from search.models.pins import Pin
from search.models.spaces import SpaceEntry, SpaceKind
from search.models.synonyms import Synonyms, SynonymWords

__all__ = [
    "Entry",
    "Miss",
    "Passage",
    "Pin",
    "SpaceEntry",
    "SpaceKind",
    "SynonymWords",
    "Synonyms",
    "Word",
]
