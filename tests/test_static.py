"""Static files as production serves them: hashed, compressed, kept for good."""

import pytest
from django.core.management import call_command
from django.templatetags.static import static

from config.settings import base

FILES = ["css/site.css", "css/fonts.css", "js/site.js", "fonts/pv-text-latin.woff2"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def production(settings, collected, client, db):
    settings.STORAGES = settings.STORAGES | {"staticfiles": base.STORAGES["staticfiles"]}
    settings.STATIC_ROOT = collected
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    if not any(collected.iterdir()):
        call_command("collectstatic", interactive=False, verbosity=0)
    return client


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_kept_for_good_under_the_hash_of_its_content(production, name):
    address = static(name)
    assert address != f"/static/{name}"
    response = production.get(address)
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response
    response.close()


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_text_is_compressed_once_and_for_all(production, encoding):
    response = production.get(static("css/site.css"), headers={"accept-encoding": encoding})
    assert response["Content-Encoding"] == encoding
    assert int(response["Content-Length"]) < 12 * 1024
    response.close()


def test_a_style_sheet_names_fonts_by_their_hash(production, collected):
    text = (collected / static("css/fonts.css").removeprefix("/static/")).read_text()
    assert static("fonts/pv-text-latin.woff2").rsplit("/", 1)[1] in text


def test_the_stylesheet_is_collected_whole_and_its_parts_are_not(production, collected):
    text = (collected / static("css/site.css").removeprefix("/static/")).read_text()
    assert "@import" not in text
    assert "@layer utilities{" in text
    assert not (collected / "css/site").exists()
