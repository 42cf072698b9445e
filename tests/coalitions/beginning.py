"""A draft and two who may write in it, in a database of its own: for a server that is killed."""

import json

from django.test import Client

from home.services import start_site
from tests.cast import Cast
from tests.coalitions.cast import add_draft, at, gather
from tests.coalitions.writer import START
from tests.door import sign_in_whole

TOKEN = "0123456789abcdefghijABCDEFGHIJxy"


def two_writers() -> str:
    """Return, as JSON, the addresses of a draft, and the cookies of its writers."""
    start_site()
    spaces = gather(Cast.gather())
    draft = add_draft(spaces.petra, START)
    cookies = []
    for name in ("petra", "cora"):
        client = Client()
        sign_in_whole(client, spaces.people[name])
        said = {name: morsel.value for name, morsel in client.cookies.items()}
        cookies.append(said | {"csrftoken": TOKEN})
    paths = {name: at(spaces, name, draft.pk) for name in ("text", "steps")}
    return json.dumps({"paths": paths, "cookies": cookies})
