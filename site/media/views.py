"""Who may load which file: the public ones anybody, an original whoever may choose it.

What may not be seen answers as what is not there, to the last byte.
"""

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from django.core.files.storage import storages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.documents.wagtail_hooks import check_view_restrictions
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from media.contract import content_type
from media.models import Document, Image
from media.names import RENDITION
from media.streaming import disposition, send, send_private

INLINE = {"application/pdf"}
AnyFile = TypeVar("AnyFile", bound=Model)


@require_safe
def public_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Stream a file of the public store: to anybody, who may keep it for good."""
    if not RENDITION.fullmatch(path):
        # Not a name we give: the store is not even asked.
        raise Http404
    return send(
        request,
        storages["public"],
        path,
        content_type=content_type(path),
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


@require_safe
def serve_document(
    request: HttpRequest, document_id: str, document_filename: str
) -> HttpResponseBase:
    """Stream a public document under the name it has; a name it had leads there."""
    document = get_object_or_404(Document.objects.public(), pk=document_id)
    if document.filename != document_filename:
        # No other name: who tries numbers would learn what files are called.
        get_object_or_404(document.former_names, name=document_filename)
        answer = redirect(document.url)
        # It may be replaced again.
        answer.headers["Cache-Control"] = "no-cache"
        return answer
    for hook in hooks.get_hooks("before_serve_document"):
        # What Wagtail's own asks was asked in the look-up, and its answer would tell of a file.
        if hook is not check_view_restrictions:
            answer = hook(document, request)
            if isinstance(answer, HttpResponse):
                return answer
    document_served.send(sender=Document, instance=document, request=request)
    etag = etag_of(document)
    # A copy that is still good costs no word with the store.
    kept = get_conditional_response(request, etag=etag)
    headers = {
        "Cache-Control": "no-cache",
        "Content-Disposition": disposition(
            document.filename, as_attachment=document.content_type not in INLINE
        ),
        "Content-Language": document.language,
        "Content-Security-Policy": "default-src 'none'",
        "ETag": etag,
    }
    if kept is not None:
        for header, value in headers.items():
            kept.headers[header] = value
        return kept
    return send(
        request,
        document.file.storage,
        document.file.name,
        content_type=document.content_type,
        headers=headers,
    )


def etag_of(document: Document) -> str:
    """Return what changes with the file, and says nothing of what is in it."""
    named = f"{document.pk}:{document.file.name}"
    return f'"{hashlib.sha256(named.encode()).hexdigest()[:32]}"'


@require_safe
def original_image(request: HttpRequest, image_id: int) -> HttpResponseBase:
    """Stream an image as it was kept, to whoever may choose or change it."""
    image = get_chosen_or_404(request.user, Image, image_id)
    return send_private(
        request,
        image.file.storage,
        image.file.name,
        filename=image.filename,
        content_type=content_type(image.filename),
    )


@require_safe
def private_document(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """Stream a document of any collection, to whoever may choose or change it."""
    document = get_chosen_or_404(request.user, Document, document_id)
    return send_private(
        request,
        document.file.storage,
        document.file.name,
        filename=document.filename,
        content_type=document.content_type,
    )


@require_safe
def portrait(request: HttpRequest, user_id: int) -> HttpResponseBase:
    """Stream the picture of somebody who edits, to those who edit."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    profile = get_object_or_404(UserProfile.objects.exclude(avatar=""), user=user_id)
    return send_private(
        request,
        profile.avatar.storage,
        profile.avatar.name,
        filename=Path(profile.avatar.name).name,
        content_type=content_type(profile.avatar.name),
    )


def get_chosen_or_404(user: Any, model: type[AnyFile], pk: int) -> AnyFile:
    policy = policy_registry.get_by_type(model)
    allowed = policy.instances_user_has_any_permission_for(user, ["choose", "change"])
    found: AnyFile = get_object_or_404(allowed, pk=pk)
    return found
