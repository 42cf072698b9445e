"""What a store may say went wrong, beside that a file is not there (FileNotFoundError)."""

from background.errors import Unavailable


class StoreUnavailable(Unavailable, OSError):
    """A store does not answer, refuses our keys or is full: not now, perhaps later.

    An OSError too, so that whoever reads files, Wagtail above all, goes on without this one.
    """
