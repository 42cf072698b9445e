"""Files of a space: clean, private, in versions, within bounds; gone when they are gone."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from background.models import Effect
from background.services import settle
from coalitions.housekeeping import empty_the_trash
from coalitions.models import FileVersion, SpaceFile
from coalitions.services import files
from coalitions.services.files import NoRoom
from coalitions.services.members import end
from tests.coalitions.cast import add_file, at
from tests.factories import clean_file, pdf, photograph, png

CANARY = "canary-4711"


def add(member, content=None, name="The river.pdf"):
    return add_file(member, content or pdf("Words"), name)


def upload():
    return clean_file(pdf("Words"), "The river.pdf")


@pytest.fixture
def file(spaces):
    return add(spaces.petra)


def html_of(client, path):
    return client.get(path).content.decode()


def answer(client, path):
    """Return an answer and its bytes: a store lets go of what is read to its end."""
    response = client.get(path)
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return response, data


def statuses(client, paths):
    return {answer(client, path)[0].status_code for path in paths}


def test_a_photograph_comes_in_without_its_place_and_its_maker(spaces, browse):
    petra = browse("petra")
    sent = SimpleUploadedFile("IMG_0815 von Petra.JPG", photograph(CANARY), "image/jpeg")
    petra.post(at(spaces, "add_files"), {"uploads": [sent], "language": "en"})
    version = FileVersion.objects.get()
    with version.content.open() as stored_file, version.preview.open() as preview_file:
        stored, small = stored_file.read(), Image.open(io.BytesIO(preview_file.read()))
    assert CANARY.encode() not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert max(small.size) == 960
    assert not small.getexif()
    assert "IMG" not in version.content.name + version.preview.name
    page = at(spaces, "file", version.file_id)
    shown, _data = answer(browse("olga"), at(spaces, "preview_file", version.file_id, 1))
    assert at(spaces, "preview_file", version.file_id, 1) in html_of(browse("olga"), page)
    assert shown["Content-Type"] == "image/jpeg"
    assert "sandbox" in shown["Content-Security-Policy"]


def test_it_is_loaded_with_headers_that_keep_it_private(spaces, browse, file):
    response, data = answer(browse("olga"), at(spaces, "take_file", file.pk, 1))
    assert data.startswith(b"%PDF")
    wanted = {
        "Content-Disposition": 'attachment; filename="The-river.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Content-Type": "application/pdf",
    }
    assert {name: response.headers[name] for name in wanted} == wanted
    assert "ETag" not in response.headers
    # A document has no picture.
    assert browse("olga").get(at(spaces, "preview_file", file.pk, 1)).status_code == 404


def test_several_at_once_are_kept_or_refused_each_in_its_words(spaces, browse):
    sent = [
        SimpleUploadedFile("good.pdf", pdf("Words")),
        SimpleUploadedFile("bad.exe", b"MZ" + b"\0" * 500),
        SimpleUploadedFile("empty.txt", b""),
        SimpleUploadedFile("صورة.png", png(80, 60)),
    ]
    response = browse("petra").post(at(spaces, "add_files"), {"uploads": sent, "language": "ar"})
    html = response.content.decode()
    assert "2 files added" in html
    assert "bad.exe" in html
    assert {each.title for each in SpaceFile.objects.all()} == {"good", "صورة"}
    assert {each.language for each in SpaceFile.objects.all()} == {"ar"}
    assert "good" in html_of(browse("olga"), at(spaces, "files"))


def test_a_script_hears_of_one_file_in_the_same_words(spaces, browse):
    petra, path = browse("petra"), at(spaces, "add_files")
    headers = {"Accept": "application/json"}

    def sent(content, name):
        data = {"uploads": SimpleUploadedFile(name, content), "language": "en"}
        return petra.post(path, data, headers=headers).json()["refused"]

    assert sent(pdf("Words"), "good.pdf") == []
    [refused] = sent(b"MZ" + b"\0" * 500, "bad.exe")
    assert refused["name"] == "bad.exe"
    assert refused["reason"]
    [missing] = petra.post(path, {"language": "en"}, headers=headers).json()["refused"]
    assert missing["reason"] == "This field is required."


def test_a_newer_version_stands_before_the_others_and_those_stay(spaces, browse, file):
    petra = browse("petra")
    sent = {"upload": SimpleUploadedFile("Second.pdf", pdf("Two", "pages")), "note": "longer"}
    petra.post(at(spaces, "replace_file", file.pk), sent)
    assert [each.number for each in file.versions.all()] == [2, 1]
    html = html_of(browse("olga"), at(spaces, "file", file.pk))
    assert "longer" in html
    for number, name in ((1, "The-river.pdf"), (2, "Second.pdf")):
        taken, _data = answer(petra, at(spaces, "take_file", file.pk, number))
        assert name in taken["Content-Disposition"]
    assert petra.get(at(spaces, "take_file", file.pk, 3)).status_code == 404
    bad = {"upload": SimpleUploadedFile("x.exe", b"MZ" + b"\0" * 500), "note": "what I wrote"}
    html = petra.post(at(spaces, "replace_file", file.pk), bad).content.decode()
    assert "what I wrote" in html
    assert file.versions.count() == 2


def test_what_is_said_of_it_is_changed(spaces, browse, file):
    said = {"title": "Another title", "description": "One line", "language": "ar"}
    browse("petra").post(at(spaces, "file_details", file.pk), said)
    file.refresh_from_db()
    assert (file.title, file.description, file.language) == tuple(said.values())
    response = browse("petra").post(at(spaces, "file_details", file.pk), said | {"title": ""})
    assert "One line" in response.content.decode()


def test_what_is_in_the_trash_is_not_there_and_comes_back(spaces, browse, file):
    petra, olga = browse("petra"), browse("olga")
    petra.post(at(spaces, "put_file_away", file.pk))
    paths = [at(spaces, "file", file.pk), at(spaces, "take_file", file.pk, 1)]
    assert statuses(olga, paths) == {404}
    assert "The river" not in html_of(olga, at(spaces, "files"))
    assert "The river" in html_of(petra, at(spaces, "file_trash"))
    petra.post(at(spaces, "recover_file", file.pk))
    assert statuses(olga, paths) == {200}


def test_the_trash_is_emptied_and_the_bytes_go_with_it(spaces, file):
    name = file.versions.get().content.name
    files.trash(by=spaces.petra, file=file)
    empty_the_trash()
    assert SpaceFile.objects.exists()
    SpaceFile.objects.update(trashed_at=timezone.now() - timedelta(days=31))
    empty_the_trash()
    assert not SpaceFile.objects.exists()
    gone_after_the_grace(name)


def test_with_a_space_go_its_files(spaces, file):
    add(spaces.cora, photograph(CANARY), "p.jpg")
    names = [each for row in FileVersion.objects.all() for each in (row.content, row.preview)]
    spaces.rivers.delete()
    assert not FileVersion.objects.exists()
    for each in filter(None, names):
        gone_after_the_grace(each.name)


def gone_after_the_grace(name):
    Effect.objects.filter(subject=f"default:{name}").update(due_at=timezone.now())
    settle()
    assert not storages["default"].exists(name)


def test_a_space_has_room_for_so_much_and_what_has_none_is_let_go_of(spaces, monkeypatch):
    first = add(spaces.petra)
    size = first.versions.get().file_size
    monkeypatch.setattr(files, "ROOM", size + size // 2)
    with pytest.raises(NoRoom):
        add(spaces.petra, name="second.pdf")
    with pytest.raises(NoRoom):
        files.replace(by=spaces.petra, file=first, upload=upload(), words="")
    # The other space has its own.
    add(spaces.luca)
    assert FileVersion.objects.filter(file__coalition=spaces.rivers).count() == 1
    # What is in the trash takes room until it is gone.
    files.trash(by=spaces.petra, file=first)
    with pytest.raises(NoRoom):
        add(spaces.petra, name="second.pdf")


@pytest.mark.parametrize("name", ["rita", "olga", "luca", "fred"])
def test_only_whoever_writes_keeps_files(spaces, file, name):
    member = spaces.members[name]
    for act in (
        lambda: files.replace(by=member, file=file, upload=upload(), words=""),
        lambda: files.change(by=member, file=file),
        lambda: files.trash(by=member, file=file),
    ):
        with pytest.raises(Http404):
            act()
    assert file.versions.count() == 1
    if name != "luca":
        with pytest.raises(Http404):
            add(member)


def test_somebody_removed_while_it_was_sent_keeps_nothing(spaces):
    ready = upload()
    end(spaces.petra)
    with pytest.raises(Http404):
        files.add(by=spaces.petra, upload=ready, language="en")
    assert not SpaceFile.objects.exists()


def test_what_it_was_called_is_safe(spaces, browse):
    add(spaces.petra, pdf("x"), '../../"><script>alert(1)</script>.pdf')
    html = html_of(browse("olga"), at(spaces, "files"))
    assert "<script>alert" not in html
    [version] = FileVersion.objects.all()
    assert "/" not in version.filename


def test_nothing_asks_more_the_more_files_there_are(spaces, browse, django_assert_max_num_queries):
    olga = browse("olga")
    # What surrounds every page is kept from the first one on.
    olga.get(at(spaces, "files"))
    counted = []
    for number in (2, 8):
        for index in range(number):
            add(spaces.petra, name=f"{number}-{index}.pdf")
        for name in ("files", "overview"):
            with django_assert_max_num_queries(20) as queries:
                olga.get(at(spaces, name))
            counted.append(len(queries))
    assert counted[:2] == counted[2:]


def test_what_is_new_is_told(spaces, browse, file):
    html = html_of(browse("olga"), at(spaces, "activity"))
    assert "added a file: <bdi>The river</bdi>" in html
    assert "The river" in html_of(browse("olga"), at(spaces, "overview"))
    assert "1 thing is new" in html_of(browse("rita"), reverse("spaces:home"))
