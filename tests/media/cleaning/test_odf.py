"""OpenDocument files keep their words, pictures and layout, and a list of parts that is right."""

import io
import re
import zipfile

import pytest

from media.cleaner import Refused
from tests.media.canaries import CORPUS, leftovers
from tests.media.canaries.archives import members_of, packed, put
from tests.media.canaries.odf import ODF
from tests.media.canaries.words import VISIBLE, canary


@pytest.mark.parametrize("name", ["odt", "ods", "odp"])
def test_its_kind_comes_first_and_unpacked(cleaned_sample, name):
    data = cleaned_sample(name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert data[38:].startswith(ODF.encode())


def test_the_list_of_parts_names_what_is_there(cleaned_sample):
    members = members_of(cleaned_sample("odt"))
    named = set(re.findall(r'full-path="([^"]+)"', members["META-INF/manifest.xml"].decode()))
    assert named == set(members) - {"mimetype", "META-INF/manifest.xml"} | {"/"}
    assert named == {"/", "content.xml", "styles.xml", "settings.xml", "Pictures/a.jpg"}


def test_words_around_a_remark_stay_where_they_are(cleaned_sample):
    content = members_of(cleaned_sample("odt"))["content.xml"].decode()
    assert f"{VISIBLE}, it is said." in content


def test_links_to_addresses_stay_and_those_to_a_disk_are_only_words(cleaned_sample):
    content = members_of(cleaned_sample("odt"))["content.xml"].decode()
    assert 'xlink:href="https://example.org/law">Law<' in content
    assert "Disk" in content
    assert "file:" not in content


def test_settings_that_change_the_layout_stay(cleaned_sample):
    settings = members_of(cleaned_sample("odt"))["settings.xml"].decode()
    assert re.findall(r'config:name="(\w+)"', settings) == ["AddParaTableSpacing"]


def test_a_chart_is_a_document_inside_and_cleaned_as_one(cleaned):
    members = members_of(CORPUS["odt"].data)
    chart = members["content.xml"].replace(VISIBLE.encode(), b"Axis")
    members["Object 1/content.xml"] = chart.replace(b"Pictures/a.jpg", b"")
    members["Object 1/meta.xml"] = members["meta.xml"]
    put(
        members, "META-INF/manifest.xml", "</manifest:manifest>",
        '<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="a/chart"/>',
    )  # fmt: skip
    put(members, "content.xml", "<text:h>", '<draw:object xlink:href="./Object 1"/>')
    data = cleaned(packed(members), "a.odt")
    assert leftovers(data) == []
    after = members_of(data)
    assert b"Axis" in after["Object 1/content.xml"]
    assert b'full-path="Object 1/"' in after["META-INF/manifest.xml"]
    assert b'href="./Object 1"' in after["content.xml"]


def test_a_drawing_in_code_goes_if_the_same_is_there_as_a_picture(cleaned):
    members = members_of(CORPUS["odt"].data)
    members["Pictures/a.svg"] = f"<svg>{canary('drawing')}</svg>".encode()
    both = members | {}
    put(both, "content.xml", '<draw:image xlink:href="Pictures/a.jpg"/>',
        '<draw:image xlink:href="Pictures/a.svg"/>')  # fmt: skip
    assert leftovers(cleaned(packed(both), "a.odt")) == []
    alone = members | {}
    alone["content.xml"] = alone["content.xml"].replace(b"a.jpg", b"a.svg")
    with pytest.raises(Refused) as refused:
        cleaned(packed(alone), "a.odt")
    assert refused.value.code == "picture"
