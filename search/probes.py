"""What `checkup` asks of the search: that it answers, to us alone, with what the database has."""

from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Site

from background.errors import Unavailable
from background.models import Effect
from core.querysets import public_pages
from search.elastic.client import IndexMissing, cause_of, connected, is_configured
from search.elastic.index import Index
from search.elastic.pages import PAGES
from search.mirrors import MIRRORS, configured
from search.models import Entry

SECONDS = 1
HERE = ("localhost", "127.0.0.1", "::1")


def index_answers() -> CheckMessage | None:
    for _name, mirror in configured():
        if wrong := _does_not_answer(mirror.index):
            return wrong
    return None


def _does_not_answer(index: Index) -> CheckMessage | None:
    try:
        with index.connected(SECONDS) as client:
            client.count(index=index.alias)
            is_current = index.is_current(client)
    except IndexMissing:
        is_current = False
    except Unavailable as error:
        return Error(
            _("Elasticsearch does not answer (%(cause)s): visitors get the embedded search.")
            % {"cause": cause_of(error)},
            hint=_(
                "Start it, or correct ELASTICSEARCH_URL, ELASTICSEARCH_CA and "
                "ELASTICSEARCH_API_KEY. What it must be told waits in the outbox."
            ),
            id="search.P001",
        )
    if is_current:
        return None
    return Error(
        _("Elasticsearch has no index of this release: visitors get the embedded search, or less."),
        hint=_("Run: manage.py search_rebuild. Or wait for the worker to do it."),
        id="search.P001",
    )


def index_is_private() -> CheckMessage | None:
    """Nobody gets in without our key, and our key gets in nowhere else."""
    if not is_configured():
        return None
    parts = urlsplit(settings.ELASTICSEARCH["url"])
    if parts.scheme != "https" and parts.hostname not in HERE:
        return _not_private(
            _("The key of Elasticsearch goes over the network as it is."),
            hint=_("Give an address with https as ELASTICSEARCH_URL."),
        )
    try:
        return next(
            filter(None, (_opens_too_much(each.index) for _name, each in configured())), None
        )
    except Unavailable:
        # Another probe says that it does not answer.
        return None


def _opens_too_much(index: Index) -> CheckMessage | None:
    if _lets_in("", index.alias):
        return _not_private(
            _("Elasticsearch answers without a key."),
            hint=_("Set xpack.security.enabled to true and make an API key."),
        )
    others = {each.index.alias for each in MIRRORS.values()} - {index.alias}
    if any(_lets_in(index.api_key, name) for name in (f"not-{index.alias}", *others)):
        return _not_private(
            _("A key of Elasticsearch opens indexes that are not for it."),
            hint=_("Make a key whose indices are %(names)s alone.") % {"names": f"{index.alias}*"},
        )
    return None


def index_matches_database() -> CheckMessage | None:
    """As many entries as public pages, and a document for each set of translations.

    While the worker is at it, nothing is said.
    """
    if Effect.objects.waiting().filter(kind__startswith="search.").exists():
        return None
    counts = {
        _("public pages"): public_pages().filter(_has_address()).count(),
        _("search entries"): Entry.objects.count(),
    }
    is_equal = len(set(counts.values())) == 1
    if is_configured():
        pages = PAGES.index
        try:
            with pages.connected(SECONDS) as client:
                client.indices.refresh(index=pages.alias)
                documents = client.count(index=pages.alias)["count"]
        except Unavailable:
            # Another probe says that it does not answer.
            return None
        sets = Entry.objects.values("group").distinct().count()
        counts |= {_("sets of translations"): sets, _("documents in the index"): documents}
        is_equal = is_equal and sets == documents
    if is_equal:
        return None
    said = ", ".join(f"{name}: {count}" for name, count in counts.items())
    return Error(
        _("The search differs from the site (%(counts)s).") % {"counts": said},
        hint=_("Run: manage.py search_check --repair"),
        id="search.P003",
    )


def _not_private(what: str, hint: str) -> CheckMessage:
    return Error(what, hint=hint, id="search.P002")


def _lets_in(api_key: str, name: str) -> bool:
    """Tell whether this key, or none, may look at the index of this name, be there one or not."""
    with connected(SECONDS, api_key=api_key) as client:
        answer = client.options(ignore_status=(401, 403, 404)).count(index=name)
    return answer.meta.status not in (401, 403)


def _has_address() -> Q:
    """Return the condition that a page belongs to a site, in any of its languages."""
    roots = [root.root_path for root in Site.get_site_root_paths()]
    return reduce(or_, (Q(url_path__startswith=root) for root in roots), Q(pk=None))
