"""One sample of each kind that is accepted."""

from collections.abc import Callable
from typing import NamedTuple

from tests.media.canaries import odf, office, pdfs, pictures
from tests.media.canaries.words import VISIBLE


class Sample(NamedTuple):
    filename: str
    data: bytes
    # What it is afterwards: pictures that not every browser shows become others.
    kind: str
    # What it shows, before and after; nothing for pictures.
    text: str


def sample(filename: str, build: Callable[[], bytes], *, kind: str = "", text: str = "") -> Sample:
    return Sample(filename, build(), kind or filename.rpartition(".")[2], text)


CORPUS: dict[str, Sample] = {
    "jpeg": sample("boat.jpg", pictures.jpeg, kind="jpeg"),
    "png": sample("boat.png", pictures.png),
    "webp": sample("boat.webp", pictures.webp),
    "avif": sample("boat.avif", pictures.avif),
    "gif": sample("boat.gif", pictures.gif, kind="png"),
    "tiff": sample("boat.tif", pictures.tiff, kind="jpeg"),
    "heif": sample("boat.heic", pictures.heic, kind="jpeg"),
    "pdf": sample("law.pdf", pdfs.pdf, text=VISIBLE),
    "docx": sample("law.docx", office.docx_file, text=VISIBLE),
    "xlsx": sample("law.xlsx", office.xlsx_file, text=VISIBLE),
    "pptx": sample("law.pptx", office.pptx_file, text=VISIBLE),
    "odt": sample("law.odt", lambda: odf.odf("odt"), text=VISIBLE),
    "ods": sample("law.ods", lambda: odf.odf("ods"), text=VISIBLE),
    "odp": sample("law.odp", lambda: odf.odf("odp"), text=VISIBLE),
    "txt": sample("law.txt", f"{VISIBLE}.\n".encode, text=VISIBLE),
    "csv": sample("law.csv", f"Words;Number\n{VISIBLE};1\n".encode, text=VISIBLE),
}
