"""Every size of an image is made in the background, and never by a visit."""

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image as Pillow

from background.models import Effect
from background.services import settle
from media.errors import StoreUnavailable
from media.models import Image, Rendition
from media.names import RENDITION
from media.renditions import (
    ALL_FILTERS,
    MODERN_FILTERS,
    PLAIN_FILTERS,
    SHARE_FILTER,
    ask_for_renditions,
    make_renditions,
)
from tests.factories import add_standard_page, clean_file, png

WORDS = "The picture is not ready yet."


def add_small_image(width=60, height=40):
    file = clean_file(png(width, height), "small.png")
    return Image.objects.create(title="Small", credit="Drawing: A, CC BY 4.0", file=file)


@pytest.fixture
def image(db):
    return add_small_image()


def made(image):
    return sorted(image.renditions.values_list("filter_spec", flat=True))


def stored():
    _folders, files = storages["public"].listdir("")
    return set(files)


def block(image):
    return ("image", {"image": image, "caption": ""})


PLACES = pytest.mark.parametrize(
    "fields",
    [lambda image: {"image": image, "image_alt": "Bars."}, lambda image: {"body": [block(image)]}],
    ids=["field", "body"],
)


@pytest.mark.embedded
def test_every_size_of_a_new_image_is_made_in_the_background(image):
    assert made(image) == []
    settle()
    assert made(image) == sorted(ALL_FILTERS)
    names = set(image.renditions.values_list("file", flat=True))
    assert names <= stored()
    assert all(RENDITION.fullmatch(name) for name in names)


@PLACES
def test_publishing_a_page_makes_what_is_missing_of_its_image(home, image, fields):
    settle()
    image.renditions.filter(filter_spec=SHARE_FILTER).delete()
    add_standard_page(home, live=False, **fields(image))
    settle()
    assert SHARE_FILTER not in made(image)
    add_standard_page(home, **fields(image))
    settle()
    assert made(image) == sorted(ALL_FILTERS)


def waiting(image):
    return Effect.objects.filter(kind="media.renditions", subject=str(image.pk)).exists()


def test_what_is_missing_of_a_live_page_is_asked_for_and_nothing_else(home, image):
    settle()
    live = add_standard_page(home, image=image, image_alt="Bars.")
    draft = add_standard_page(home, live=False, image=image, image_alt="Bars.")
    ask_for_renditions(str(live.pk), {})
    assert not waiting(image)
    image.renditions.filter(filter_spec=SHARE_FILTER).delete()
    ask_for_renditions(str(draft.pk), {})
    assert not waiting(image)
    ask_for_renditions(str(live.pk), {})
    assert waiting(image)


def test_making_them_again_makes_nothing_twice(image):
    settle()
    before = set(Rendition.objects.values_list("pk", "file"))
    make_renditions(str(image.pk), {})
    assert set(Rendition.objects.values_list("pk", "file")) == before


def test_of_an_image_that_was_deleted_nothing_is_made(image):
    key = str(image.pk)
    image.delete()
    make_renditions(key, {})
    assert not Rendition.objects.exists()


def test_of_a_file_that_was_replaced_meanwhile_nothing_is_kept(image, monkeypatch):
    create, files = Image.create_renditions, []

    def replaced_meanwhile(self, *filters):
        answer = create(self, *filters)
        files.append(self.file.name)
        if len(files) == 1:
            other = Image.objects.get(pk=self.pk)
            other.file = clean_file(png(50, 30), "new.png")
            other.save()
            # As it is when the rows of the old file come after the new one was saved.
            create(self, *filters)
        return answer

    monkeypatch.setattr(Image, "create_renditions", replaced_meanwhile)
    make_renditions(str(image.pk), {})
    assert len(set(files)) == 2
    assert made(image) == sorted(ALL_FILTERS)
    assert {rendition.width for rendition in image.renditions.all()} == {50}


@PLACES
def test_a_visit_makes_none_and_does_not_ask_the_store(client, home, image, fields, monkeypatch):
    settle()
    add_standard_page(home, slug="about", **fields(image))

    def ask(*args, **kwargs):
        raise AssertionError("The store was asked.")

    for store in (storages["public"], storages["default"]):
        for name in ("_open", "_save", "exists", "size"):
            monkeypatch.setattr(type(store), name, ask)
    client.cookies["low_data"] = "1"
    before = set(Rendition.objects.values_list("pk", flat=True))
    for _visit in range(2):
        assert "<picture>" in client.get("/en/about/").content.decode()
        cache.clear()
    assert set(Rendition.objects.values_list("pk", flat=True)) == before


@PLACES
def test_until_they_are_made_the_words_stand_in_their_place(client, home, image, fields):
    page = add_standard_page(home, slug="about", **fields(image))
    html = client.get("/en/about/").content.decode()
    assert WORDS in html
    assert "<picture>" not in html
    assert "Drawing: A, CC BY 4.0" in html
    if page.image:
        assert "Bars." in html
    assert "/img/share" in html
    assert made(image) == []
    settle()
    html = client.get("/en/about/").content.decode()
    assert WORDS not in html
    assert "<picture>" in html


def test_what_there_is_of_them_is_shown(client, home, image):
    add_standard_page(home, slug="about", image=image, image_alt="Bars.")
    image.get_rendition(PLAIN_FILTERS[0])
    html = client.get("/en/about/").content.decode()
    assert "<picture>" in html
    assert "<source" not in html
    assert "/img/share" in html


def preview(page):
    return page.make_preview_request(RequestFactory().get("/"), page.default_preview_mode)


def test_an_editor_who_previews_sees_the_picture_at_once(home, image):
    page = add_standard_page(home, live=False, image=image, image_alt="Bars.")
    assert "<picture>" in preview(page).rendered_content
    assert made(image) == sorted(ALL_FILTERS)


def test_the_preview_does_without_when_the_store_is_down(home, image, monkeypatch):
    page = add_standard_page(home, live=False, image=image, image_alt="Bars.")

    def down(*args, **kwargs):
        raise StoreUnavailable("store")

    monkeypatch.setattr(type(storages["default"]), "_open", down)
    assert WORDS in preview(page).rendered_content


def test_a_page_without_an_image_is_published_all_the_same(home, image):
    assert add_standard_page(home).live
    assert not Rendition.objects.exists()


@pytest.fixture
def published(home, image):
    settle()
    return add_standard_page(home, slug="about", image=image, image_alt="Bars.")


def edit(client, cast, image, **fields):
    client.force_login(cast.edith)
    said = {"title": image.title, "credit": image.credit, "description": "", "tags": ""}
    assert client.post(f"/admin/images/{image.pk}/", said | fields).status_code == 302


@pytest.mark.embedded
def test_a_file_that_is_replaced_is_no_longer_shown(
    client, cast, published, image, django_capture_on_commit_callbacks
):
    before = set(image.renditions.values_list("file", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        edit(client, cast, image, file=SimpleUploadedFile("new.png", png(50, 30)))
    assert WORDS in client.get("/en/about/").content.decode()
    settle()
    assert made(image) == sorted(ALL_FILTERS)
    assert "50w" in client.get("/en/about/").content.decode()
    assert not before & stored()


def test_a_file_that_code_replaces_is_no_longer_shown(client, published, image):
    # Wagtail's own screen takes the renditions away; whatever else saves a file must do it too.
    image.file = clean_file(png(50, 30), "new.png")
    image.save()
    assert made(image) == []
    assert WORDS in client.get("/en/about/").content.decode()


def test_a_focal_point_that_moves_is_cut_again_in_the_background(client, cast, published, image):
    before = image.responsive().share
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    edit(client, cast, image, **dict(zip(names, (10, 10, 5, 5), strict=True)))
    settle()
    image.refresh_from_db()
    assert image.responsive().share.pk != before.pk
    # What was cut around the old point is gone.
    assert made(image) == sorted(ALL_FILTERS)


def test_a_small_original_is_not_made_larger(published, image):
    assert {rendition.width for rendition in image.renditions.all()} == {60}


def test_a_large_original_is_made_in_each_width(db):
    image = add_small_image(1500, 15)
    settle()
    shown = image.responsive()
    assert [rendition.width for rendition in shown.modern] == [480, 960, 1440]
    assert [rendition.width for rendition in shown.plain] == [480, 960, 1440]
    assert shown.fallback.width == 960


def test_the_formats_are_those_of_the_file_names(published, image):
    shown = image.responsive()
    kinds = {MODERN_FILTERS: ("AVIF", shown.modern), PLAIN_FILTERS: ("JPEG", shown.plain)}
    for filters, (kind, renditions) in kinds.items():
        assert len(filters) == len(renditions)
        for rendition in renditions:
            with rendition.file.open() as file, Pillow.open(file) as picture:
                assert picture.format == kind


def test_showing_an_image_takes_one_query_and_then_none(
    published, image, django_assert_num_queries
):
    image = Image.objects.get(pk=image.pk)
    cache.clear()
    with django_assert_num_queries(1):
        first = image.responsive()
    with django_assert_num_queries(0):
        assert image.responsive() == first


def test_the_size_of_a_rendition_is_known_without_the_store(published, image):
    for rendition in image.renditions.all():
        assert rendition.file_size == rendition.file.size
