"""What somebody is told of by mail: chosen in a space, or ended from a letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from coalitions.doors import space
from coalitions.forms import MailsForm, saved
from coalitions.models import Membership
from coalitions.news import whose
from coalitions.services import members as services
from coalitions.views.people import show_me


@space(methods="POST")
def mails(request: HttpRequest, member: Membership) -> HttpResponse:
    form = MailsForm(request.POST, instance=Membership.objects.get(pk=member.pk))
    if saved(form, lambda: services.choose_news(member=member, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("spaces:me", member.coalition_id)
    return show_me(request, member, mails=form)


# A program that reads mail posts here for its person (RFC 8058), without a form of ours.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails of whoever got the letter with this token; following its link ends nothing."""
    key = whose(token)
    if key is None:
        raise Http404
    if request.method == "POST":
        services.stop_news(key)
    return render(request, "spaces/stop_mails.html", {"is_done": request.method == "POST"})
