"""Puts the pictures and files of the demonstration into a collection of their own."""

from django.core.files.base import ContentFile
from wagtail.models import Collection

from demo.art import draw
from demo.content import FILES, texts
from media.models import Document, Image

COLLECTION = "Demonstration"
# Names and a licence only, so that it reads in every language.
CREDIT = "Portevoix, CC BY 4.0"


def collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def add_images() -> dict[str, int]:
    """Draw the pictures and return their primary keys by name."""
    home = collection()
    made = {}
    for key in texts("en")["images"]:
        file = ContentFile(draw(key), name=f"demo-{key}.png")
        image = Image(title=f"Demonstration: {key}", file=file, credit=CREDIT, collection=home)
        image.save()
        made[key] = image.pk
    return made


def add_documents() -> dict[tuple[str, str], int]:
    """Add the files and return their primary keys by name and language."""
    home = collection()
    made = {}
    for path in sorted(FILES.glob("*.pdf")):
        key, _, code = path.stem.partition("-")
        document = Document(
            title=texts(code)["files"][key]["title"],
            file=ContentFile(path.read_bytes(), name=path.name),
            language=code,
            collection=home,
        )
        document.save()
        made[key, code] = document.pk
    return made


def remove_media() -> None:
    found = Collection.objects.filter(name=COLLECTION).first()
    if found is None:
        return
    for model in (Image, Document):
        # One by one: their files go with them.
        for item in model.objects.filter(collection=found):
            item.delete()
    found.delete()
