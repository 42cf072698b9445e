"""The content of a file decides what it is."""

import pytest

from media.cleaning.kinds import identify
from media.cleaning.refusal import Refusal
from tests.media.canaries import CORPUS


@pytest.fixture
def written(tmp_path):
    def written(data):
        path = tmp_path / "file"
        path.write_bytes(data)
        return path

    return written


@pytest.mark.parametrize("kind", CORPUS)
def test_a_file_is_known_without_its_name(written, kind):
    path = written(CORPUS[kind].data)
    assert identify(path, "") == ("txt" if kind == "csv" else kind)


@pytest.mark.parametrize("kind", sorted(set(CORPUS) - {"txt", "csv"}))
def test_another_name_is_a_lie(written, kind):
    other = "pdf" if kind != "pdf" else "docx"
    with pytest.raises(Refusal, match="mismatch"):
        identify(written(CORPUS[kind].data), other)


@pytest.mark.parametrize(
    ("brands", "kind"),
    [(b"mif1\0\0\0\0mif1avifmiaf", "avif"), (b"mif1\0\0\0\0mif1heic", "heif"),
     (b"avis\0\0\0\0avis", "avif"), (b"heix\0\0\0\0mif1", "heif")],
)  # fmt: skip
def test_pictures_of_one_family_are_told_apart(written, brands, kind):
    data = (len(brands) + 8).to_bytes(4, "big") + b"ftyp" + brands
    assert identify(written(data), "") == kind


@pytest.mark.parametrize("brand", [b"mp42", b"qt  ", b"isom"])
def test_a_film_is_not_known(written, brand):
    with pytest.raises(Refusal, match="unknown"):
        identify(written(b"\0\0\0\x14ftyp" + brand + bytes(8)), "mp4")
