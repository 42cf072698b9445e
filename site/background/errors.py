"""What a handler of the outbox may say went wrong."""


class Unavailable(Exception):
    """A service does not answer now: the effect is tried again, later and later, for ever.

    Any other exception counts: after a few, the effect is parked and shown to an administrator.
    """

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service
