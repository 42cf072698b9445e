"""Keeps the entries equal to the public pages: the only writer of entries."""

from collections.abc import Iterator
from itertools import batched
