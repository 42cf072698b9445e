"""A catalogue that a translator worked on elsewhere comes back."""

from tempfile import NamedTemporaryFile

import polib
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from translation.drafts import draft_that_fits
from translation.limits import MISFITS

# In bytes: a hundred times what a long page is.
LARGEST = 2_000_000
# In characters: the list of pages has room for no more.
TITLE = 255
# Under this name a catalogue says which page and language it is of.
NAME = "X-WagtailLocalize-TranslationID"


class Unreadable(Exception):
    """Says in words why a file is not read."""


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        catalogue = read(request.FILES.get("file"))
        if catalogue.metadata.get(NAME) != str(translation.uuid):
            raise Unreadable(_("This catalogue is of another page or another language."))
        if any(each.msgctxt == "title" and len(each.msgstr) > TITLE for each in catalogue):
            raise Unreadable(_("The title in this catalogue is too long: 255 characters at most."))
    except Unreadable as error:
        messages.error(request, str(error))
    else:
        take_in(request, translation, catalogue)
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def read(file: UploadedFile | None) -> polib.POFile:
    """Raises Unreadable for what is no catalogue."""
    if file is None:
        raise Unreadable(_("Choose the catalogue, a file that ends in .po."))
    if file.size is None or file.size > LARGEST:
        raise Unreadable(_("This file is larger than 2 MB: no catalogue is."))
    # By name: for a text, polib would look whether it is the name of a file.
    with NamedTemporaryFile(suffix=".po") as kept:
        kept.write(file.read().replace(b"\0", b""))
        kept.flush()
        try:
            return polib.pofile(kept.name)
        except (OSError, ValueError) as error:
            # polib says OSError of what it cannot read, too.
            raise Unreadable(
                _("This is not a catalogue. Download it here, translate it, and upload that file.")
            ) from error


def take_in(request: HttpRequest, translation: Translation, catalogue: polib.POFile) -> None:
    unknown = translation.import_po(catalogue, user=request.user, tool_name="PO File")
    number = sum(1 for each in catalogue if each.msgstr) - len(unknown)
    said = ngettext(
        "%(count)d passage came in from the catalogue.",
        "%(count)d passages came in from the catalogue.",
        number,
    )
    messages.success(request, said % {"count": number})
    if unknown:
        said = ngettext(
            "%(count)d passage of it is not on this page any more.",
            "%(count)d passages of it are not on this page any more.",
            len(unknown),
        )
        messages.warning(request, said % {"count": len(unknown)})
    _page, errors = draft_that_fits(translation)
    if errors:
        messages.error(request, MISFITS)
