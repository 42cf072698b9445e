"""The screens of the account that are not allauth's: who I am, where I am signed in, my data."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import login, logout
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from users import audit, personal
from users.again import shown_again
from users.factors import factors_of, recovery_codes_left, showed_factor
from users.forms import DeleteForm, ProfileForm
from users.people import person
from users.sessions import end_sessions, sessions_of

# Under this name a session keeps where somebody was going when a second step had to be set up.
ONWARD = "onward"


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The one door. Who came half-way is led on, who is in is not asked again."""
    if not request.user.is_authenticated:
        response: HttpResponseBase = login(request)
        return response
    if showed_factor(request, person(request)):
        return redirect(get_adapter().get_login_redirect_url(request))
    if onward := get_next_redirect_url(request):
        request.session[ONWARD] = onward
    return redirect("mfa_reauthenticate" if factors_of(person(request)) else "mfa_index")


def sign_out(request: HttpRequest) -> HttpResponseBase:
    response: HttpResponseBase = logout(request)
    if request.method == "POST":
        # What a browser kept of the screens goes with the session.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {
        "factors": [factor.wrap() for factor in factors_of(user)],
        "codes_left": recovery_codes_left(user),
        "sessions": sessions_of(user),
        "this_session": request.session.session_key,
    }
    return render(request, "account/overview.html", context)


@login_required
@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    user = person(request)
    factors = factors_of(user)
    context = {
        "factors": [factor.wrap() for factor in factors],
        "has_app": any(factor.type == factor.Type.TOTP for factor in factors),
        "codes_left": recovery_codes_left(user),
        "onward": request.session.get(ONWARD),
    }
    return render(request, "account/second_step.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=person(request))
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(request, "account/profile.html", {"form": form})


@login_required
@require_http_methods(["POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """End all sessions of a person but the one they are in."""
    end_sessions(person(request), but=request.session.session_key)
    audit.note("sessions.ended", who=person(request))
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account")


@shown_again
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    audit.note("data.taken", who=person(request))
    response = JsonResponse(
        personal.data_of(person(request)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@shown_again
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = DeleteForm(user, request.POST or None)
    if form.is_valid():
        personal.forget(user)
        messages.success(request, _("Your account is deleted."))
        return redirect("account_login")
    return render(request, "account/delete.html", {"form": form, "stays": personal.what_stays()})
