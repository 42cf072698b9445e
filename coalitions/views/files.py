"""The files of a space: the list, new ones, one of them with its versions, the trash."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from coalitions.doors import READ_ONLY, space
from coalitions.file_forms import AddForm, FileDetailsForm, ReplaceForm
from coalitions.forms import saved
from coalitions.models import FileVersion, Membership, SpaceFile
from coalitions.permissions import May
from coalitions.querysets import SpaceFileQuerySet
from coalitions.services import files as services
from coalitions.views.frame import show
from media.doors import cleaned
from media.names import safe
from media.streaming import send_inline, send_private
from web.templatetags.words import number as in_figures

A_PAGE = 50


@space(methods=READ_ONLY)
def files(request: HttpRequest, member: Membership) -> HttpResponse:
    pages = Paginator(_of(member).kept().with_newest(), A_PAGE)
    return show(request, member, "files", results=pages.get_page(request.GET.get("page")))


@space(May.WRITE)
def add(request: HttpRequest, member: Membership) -> HttpResponse:
    """Keep the files that are clean, and say of each other one why it is not kept.

    A script sends them one by one, and is answered with the same words.
    """
    initial = {"language": get_language()}
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AddForm(member.coalition, *posted, initial=initial)
    refused: list[dict[str, str]] = []
    if form.is_valid():
        uploads = request.FILES.getlist("uploads")
        for upload in uploads:
            if reason := _kept(member, upload, form.cleaned_data["language"]):
                refused.append({"name": safe(upload.name or ""), "reason": reason})
        if request.accepts("text/html"):
            if number := len(uploads) - len(refused):
                said = ngettext("%(number)s file added.", "%(number)s files added.", number)
                messages.success(request, said % {"number": in_figures(number)})
            if not refused:
                return redirect("spaces:files", member.coalition_id)
    if not request.accepts("text/html"):
        wrong = [{"name": "", "reason": str(each)} for row in form.errors.values() for each in row]
        return JsonResponse({"refused": refused + wrong})
    return show(request, member, "add_files", form=form, refused=refused)


@space(May.WRITE, methods=READ_ONLY)
def trash(request: HttpRequest, member: Membership) -> HttpResponse:
    return show(request, member, "file_trash", files=_of(member).trashed())


@space(methods=READ_ONLY)
def file(request: HttpRequest, member: Membership, file_id: UUID) -> HttpResponse:
    return _screen(request, member, _file_of(member, file_id), ReplaceForm())


@space(May.WRITE)
def details(request: HttpRequest, member: Membership, file_id: UUID) -> HttpResponse:
    found, changed = _file_of(member, file_id), _file_of(member, file_id)
    form = FileDetailsForm(member.coalition, request.POST or None, instance=changed)
    if saved(form, lambda: services.change(by=member, file=changed)):
        messages.success(request, _("Saved."))
        return redirect("spaces:file", member.coalition_id, file_id)
    return show(request, member, "file_details", file=found, form=form)


@space(May.WRITE, methods="POST")
def replace(request: HttpRequest, member: Membership, file_id: UUID) -> HttpResponse:
    found = _file_of(member, file_id)
    form = ReplaceForm(request.POST, request.FILES)

    def save() -> None:
        upload, words = form.cleaned_data["upload"], form.cleaned_data["note"]
        services.replace(by=member, file=found, upload=upload, words=words)

    if saved(form, save):
        messages.success(request, _("The newer version is there."))
        return redirect("spaces:file", member.coalition_id, file_id)
    return _screen(request, member, found, form)


@space(May.WRITE, methods="POST")
def put_away(request: HttpRequest, member: Membership, file_id: UUID) -> HttpResponse:
    services.trash(by=member, file=_file_of(member, file_id))
    messages.success(request, _("It is in the trash for 30 days, and can be taken out again."))
    return redirect("spaces:files", member.coalition_id)


@space(May.WRITE, methods="POST")
def recover(request: HttpRequest, member: Membership, file_id: UUID) -> HttpResponse:
    found = get_object_or_404(_of(member).trashed(), pk=file_id)
    services.recover(by=member, file=found)
    messages.success(request, _("It is among the files again."))
    return redirect("spaces:file", member.coalition_id, file_id)


@space(methods=READ_ONLY)
def take(request: HttpRequest, member: Membership, file_id: UUID, number: int) -> HttpResponseBase:
    version = _version_of(member, file_id, number)
    return send_private(
        request,
        version.content.storage,
        version.content.name,
        filename=version.filename,
        content_type=version.content_type,
    )


@space(methods=READ_ONLY)
def preview(
    request: HttpRequest, member: Membership, file_id: UUID, number: int
) -> HttpResponseBase:
    version = _version_of(member, file_id, number)
    return send_inline(request, version.preview.storage, version.preview.name, "image/jpeg")


def _kept(member: Membership, upload: UploadedFile, language: str) -> str:
    """Keep an upload; return why not, in words, where it is refused."""
    try:
        file = cleaned(upload, accept=services.ACCEPTED)
        services.add(by=member, upload=file, language=language)
    except ValidationError as refusal:
        return " ".join(map(str, refusal.messages))
    return ""


def _screen(
    request: HttpRequest, member: Membership, found: SpaceFile, form: ReplaceForm
) -> HttpResponse:
    versions = list(found.versions.select_related("by"))
    context: dict[str, Any] = {"file": found, "versions": versions, "form": form}
    return show(request, member, "file", newest=versions[0], **context)


def _of(member: Membership) -> SpaceFileQuerySet:
    return SpaceFile.objects.within(member.coalition)


def _file_of(member: Membership, file_id: UUID) -> SpaceFile:
    found: SpaceFile = get_object_or_404(_of(member).kept(), pk=file_id)
    return found


def _version_of(member: Membership, file_id: UUID, number: int) -> FileVersion:
    found = _file_of(member, file_id).versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found
