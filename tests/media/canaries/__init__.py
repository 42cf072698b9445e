"""Files with a telling word wherever a file can hide one, and the search for such words.

`CORPUS` holds one sample of each kind that is accepted, `REFUSED` what must not be kept and why,
`BOMBS` what must be refused cheaply. `leftovers` lists the telling words that a file still holds.
"""

from tests.media.canaries.bombs import BOMBS
from tests.media.canaries.refused import REFUSED
from tests.media.canaries.samples import CORPUS, Sample
from tests.media.canaries.search import leftovers

__all__ = ["BOMBS", "CORPUS", "REFUSED", "Sample", "leftovers"]
