"""From a letter into a space. A link alone does nothing: accepting takes a form.

Until somebody has signed in as who was invited, the screens name no space: a letter is forwarded.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.forms import AcceptForm, saved
from coalitions.models import Invitation
from coalitions.services import invitations as services
from users.joining import JoinForm, has_account
from users.people import person

# Under this name a session keeps what the letter held, so that no address holds it any longer.
LETTER = "invitation"


@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    request.session[LETTER] = token
    return redirect("spaces:invitation")


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    waiting = _waiting(request)
    if waiting is None:
        return _gone(request)
    if not request.user.is_authenticated:
        return _come_in(request, waiting)
    user = person(request)
    if not services.is_for(waiting, user):
        return render(request, "spaces/joining/other.html", status=403)
    form = AcceptForm(request.POST or None)

    def accept() -> None:
        services.accept(invitation=waiting, user=user, **form.cleaned_data)

    if saved(form, accept):
        request.session.pop(LETTER, None)
        messages.success(request, _("Welcome. This is your space now too."))
        return redirect("spaces:overview", waiting.coalition_id)
    context = {"form": form, "invitation": waiting}
    return render(request, "spaces/joining/accept.html", context)


@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    waiting = _waiting(request)
    if waiting is not None:
        services.decline(invitation=waiting)
    request.session.pop(LETTER, None)
    return render(request, "spaces/joining/declined.html")


def _waiting(request: HttpRequest) -> Invitation | None:
    return services.find(request.session.get(LETTER, ""))


def _gone(request: HttpRequest) -> HttpResponse:
    # Too old, used, taken back or never sent: one answer.
    return render(request, "spaces/joining/gone.html", status=404)


def _come_in(request: HttpRequest, waiting: Invitation) -> HttpResponse:
    """Lead whoever holds the letter to the door: by their account, or by a new one."""
    door = f"{reverse('account_login')}?next={resolve_url('spaces:invitation')}"
    if has_account(waiting.email):
        return render(request, "spaces/joining/sign_in.html", {"door": door})
    form = JoinForm(waiting.email, request.POST or None)
    if form.is_valid():
        form.join(request)
        return redirect(door)
    return render(request, "spaces/joining/account.html", {"form": form, "email": waiting.email})
