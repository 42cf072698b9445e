"""Every size of an image is made when its page is published, and never by a visit."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from media.models import Image, Rendition
from media.renditions import ALL_FILTERS, MODERN_FILTERS, PLAIN_FILTERS, Responsive, srcset
from tests.factories import add_standard_page, png


def add_small_image(width=60, height=40):
    file = ContentFile(png(width, height), name="small.png")
    return Image.objects.create(title="Small", credit="Drawing: A, CC BY 4.0", file=file)


@pytest.fixture
def image(db):
    return add_small_image()


def made(image):
    return sorted(image.renditions.values_list("filter_spec", flat=True))


def block(image):
    return ("image", {"image": image, "caption": ""})


PLACES = pytest.mark.parametrize(
    "fields",
    [lambda image: {"image": image, "image_alt": "Bars."}, lambda image: {"body": [block(image)]}],
    ids=["field", "body"],
)


@PLACES
def test_publishing_a_page_makes_every_size_of_its_image(home, image, fields):
    add_standard_page(home, **fields(image))
    assert made(image) == sorted(ALL_FILTERS)


@PLACES
def test_saving_a_draft_makes_none(home, image, fields):
    add_standard_page(home, live=False, **fields(image))
    assert made(image) == []


@PLACES
def test_a_visit_makes_none(client, home, image, fields):
    add_standard_page(home, slug="about", **fields(image))
    before = set(Rendition.objects.values_list("pk", flat=True))
    assert "<picture>" in client.get("/en/about/").content.decode()
    assert set(Rendition.objects.values_list("pk", flat=True)) == before


def test_publishing_again_makes_nothing_twice(home, image):
    page = add_standard_page(home, image=image, image_alt="Bars.")
    before = set(Rendition.objects.values_list("pk", flat=True))
    page.save_revision().publish()
    assert set(Rendition.objects.values_list("pk", flat=True)) == before


def test_a_page_without_an_image_is_published_all_the_same(home, image):
    assert add_standard_page(home).live
    assert not Rendition.objects.exists()


@pytest.fixture
def published(home, image):
    return add_standard_page(home, slug="about", image=image, image_alt="Bars.")


def edit(client, cast, image, **fields):
    client.force_login(cast.edith)
    said = {"title": image.title, "credit": image.credit, "description": "", "tags": ""}
    assert client.post(f"/admin/images/{image.pk}/", said | fields).status_code == 302


def test_a_file_that_is_replaced_is_cut_to_size_before_a_visit(client, cast, published, image):
    edit(client, cast, image, file=SimpleUploadedFile("new.png", png(50, 30)))
    assert made(image) == sorted(ALL_FILTERS)


def test_a_focal_point_that_moves_is_cut_before_a_visit(
    client, cast, published, image, django_capture_on_commit_callbacks
):
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    with django_capture_on_commit_callbacks(execute=True):
        edit(client, cast, image, **dict(zip(names, (10, 10, 5, 5), strict=True)))
    before = Rendition.objects.count()
    client.get("/en/about/")
    assert Rendition.objects.count() == before


def test_a_small_original_is_not_made_larger(published, image):
    assert {rendition.width for rendition in image.renditions.all()} == {60}


def test_a_large_original_is_made_in_each_width(home):
    image = add_small_image(1500, 15)
    add_standard_page(home, image=image, image_alt="A line.")
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


def test_showing_an_image_takes_one_query(published, image, django_assert_num_queries):
    image = Image.objects.get(pk=image.pk)
    cache.clear()
    with django_assert_num_queries(1):
        image.responsive()


def sized(*widths):
    return [SimpleNamespace(width=width, url=f"/{width}.jpg") for width in widths]


def test_a_source_set_names_each_width():
    assert srcset(sized(480, 960)) == "/480.jpg 480w, /960.jpg 960w"


def test_a_source_set_names_a_width_once():
    assert srcset(sized(60, 60, 60)) == "/60.jpg 60w"


def test_renditions_are_shown_in_the_order_of_their_widths():
    renditions = {name: name for name in reversed(ALL_FILTERS)}
    shown = Responsive.of(renditions)
    assert (shown.modern, shown.plain) == (MODERN_FILTERS, PLAIN_FILTERS)
