"""Who may open which door: a table, and a test that fails when a door of ours is not in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import translation
from wagtail.models import GroupPagePermission, Locale, Page, Site
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from core.models import StandardPage
from home.models import HomePage
from tests.access_table import EDITORS, MISSING, OPEN, REFUSED, ROLES, SIGN_IN, TABLE
from tests.addresses import admin_paths
from tests.cast import PASSWORD, Cast
from tests.coalitions.access_table import TABLE as IN_SPACES
from tests.coalitions.access_table import full
from tests.coalitions.cast import add_coalition
from tests.database import built_once
from tests.factories import add_document, add_image, add_region, add_standard_page, add_topic
from tests.forms import inline_formset, nested_form_data, streamfield
from tests.test_architecture import packages


@dataclass(frozen=True)
class World:
    """One of each thing a door may be about, and everyone who may try it."""

    keys: dict[str, Any]
    clients: dict[str, Client]


@pytest.fixture
def world(built, db, no_probes):
    # A language a page was shown in stays with who saw it.
    return World(built.keys, {role: copy_of(client) for role, client in built.clients.items()})


def build():
    cast = Cast.gather()
    home = HomePage.objects.get(locale__language_code="en")
    document, page = add_document(), add_standard_page(home, slug="about", title="About")
    translate_object(page, [Locale.objects.get(language_code="es")])
    translated = Translation.objects.get()
    things = {
        "home": home,
        "page": page,
        "spanish": translated.get_target_instance(),
        "translation": translated,
        "source": translated.source,
        "segment": translated.source.stringsegment_set.first(),
        "draft": add_standard_page(home, slug="draft", title="Draft", live=False),
        "image": add_image(),
        "document": document,
        "water": add_topic("rivers"),
        "sahel": add_region("drylands", en="Drylands"),
        "site": Site.objects.get(),
        "nora": cast.nora,
        "space": add_coalition("Rivers"),
    }
    clients = {role: Client() for role in ROLES}
    for role in ROLES[1:]:
        clients[role].force_login(getattr(cast, role))
    keys = {name: thing.pk for name, thing in things.items()}
    return World(keys | {"file name": document.filename}, clients)


built = built_once(build)


def copy_of(client: Client) -> Client:
    other = Client()
    other.cookies.load(client.cookies.output(header="", sep=";"))
    return other


def path_of(world: World, name: str, args: list[Any]) -> str:
    with translation.override("en"):
        return reverse(name, args=[world.keys.get(each, each) for each in args])


def answer(response: Any) -> str:
    """Return what a person would say they were answered."""
    if response.streaming:
        list(response.streaming_content)
    match response.status_code:
        case 200:
            return OPEN
        case 404:
            return MISSING
        case 302 if response["Location"].startswith("/en/account/sign-in/"):
            return SIGN_IN
        case 302:
            return response["Location"]
    return str(response.status_code)


# wagtail-localize's report cuts a list into pages before it puts it in order.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize(
    ("name", "args", "expected"), TABLE, ids=["-".join([row[0], *row[1]]) for row in TABLE]
)
def test_a_door_opens_for_those_it_is_for(world, name, args, expected):
    path = path_of(world, name, args)
    found = {role: answer(world.clients[role].get(path)) for role in ROLES}
    # Wagtail leads an editor who may not open a door back to the home screen.
    refused = {REFUSED: "/admin/"}
    assert found == {
        role: refused.get(each, each) for role, each in zip(ROLES, expected, strict=True)
    }


OURS = packages()


def addresses(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each route of the site, and the view that answers it."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


# They have no name, and lead to nothing of their own.
NAMELESS = {"", "favicon.ico", "media/<path:path>"}


def views_in_table(world: World) -> set[Any]:
    known = [row[:2] for row in TABLE]
    # Each has a space, and at most one thing in it.
    keys = {"first": 1}
    known += [
        (full(row[0]), [uuid4(), *(keys.get(each, uuid4()) for each in row[1])])
        for row in IN_SPACES
    ]
    return {resolve(path_of(world, name, args)).func for name, args in known}


def test_every_door_of_ours_is_in_the_table(world):
    known = views_in_table(world)
    missing = {
        route
        for route, view in addresses(get_resolver().url_patterns)
        if view.__module__.split(".")[0] in OURS and view not in known
    }
    assert missing - NAMELESS == set()


def test_every_line_of_the_urlconf_is_in_the_table(world):
    known = views_in_table(world)
    paths = [path_of(world, name, args) for name, args, _expected in TABLE]
    missing = {
        str(line.pattern)
        for line in get_resolver().url_patterns
        if not (
            line.callback in known
            if isinstance(line, URLPattern)
            else any(path.startswith(f"/{line.pattern}") for path in paths)
        )
    }
    assert missing - NAMELESS == set()


@pytest.mark.parametrize("path", ["/favicon.ico", "/"])
def test_what_has_no_name_leads_on(client, homes, path):
    response = client.get(path, follow=path == "/")
    assert response.status_code == (200 if path == "/" else 302)
    assert path == "/" or response["Location"] == "/static/img/icon-192.png"


# The form to sign in by, what it needs to be drawn, and the way out.
BEFORE_THE_DOOR = {
    "/admin/jsi18n/",
    "/admin/localize/jsi18n/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/sprite/",
}
WALLED_UP = {f"/admin/password_reset/{part}" for part in ("", "done/", "complete/")}


@pytest.mark.parametrize("role", ["anonymous", "nora"])
def test_no_screen_of_the_admin_answers_who_may_not_enter(world, role):
    client = world.clients[role]
    paths = set(admin_paths()) - BEFORE_THE_DOOR - WALLED_UP
    assert len(paths) > 60
    assert {path: answer(client.get(path)) for path in paths} == dict.fromkeys(paths, SIGN_IN)
    assert {path: answer(client.post(path)) for path in paths} == dict.fromkeys(paths, SIGN_IN)


@pytest.mark.parametrize("role", ROLES)
def test_only_an_editor_adds_and_publishes(world, role):
    path = reverse("wagtailadmin_pages:add", args=["core", "standardpage", world.keys["home"]])
    said = {"title": "New", "slug": "new", "comments": inline_formset([]), "body": streamfield([])}
    world.clients[role].post(path, nested_form_data(said) | {"action-publish": "1"})
    made = StandardPage.objects.filter(slug="new", live=True).exists()
    assert made is (role in ("edith", "adam"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_only_an_editor_takes_down(world, role, action):
    world.clients[role].post(path_of(world, f"wagtailadmin_pages:{action}", ["page"]))
    stays = Page.objects.filter(pk=world.keys["page"], live=True).exists()
    assert stays is (role in ("anonymous", "nora"))


@pytest.fixture
def fanny(homes, db):
    """Somebody who edits and publishes the French pages, and nothing else."""
    group = Group.objects.create(name="French")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=homes["fr"], permission=permission)
    user = get_user_model().objects.create_user("fanny@example.org", PASSWORD)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


PAGE_DOORS = [
    row[:2]
    for row in TABLE
    if row[0].startswith("wagtailadmin_pages:") and row[1] and row[2] == EDITORS
] + [("wagtail_localize:submit_page_translation", ["page"])]


@pytest.mark.parametrize(
    ("name", "args"), PAGE_DOORS, ids=["-".join([row[0], *row[1]]) for row in PAGE_DOORS]
)
def test_an_editor_of_one_language_opens_no_page_of_another(world, homes, fanny, name, args):
    french = add_standard_page(homes["fr"], slug="a-propos")
    own = {"home": homes["fr"].pk, "page": french.pk, "draft": french.pk}
    assert answer(fanny.get(path_of(world, name, args))) in ("/admin/", MISSING)
    assert answer(fanny.get(reverse(name, args=[own.get(each, each) for each in args]))) != MISSING
