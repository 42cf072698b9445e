"""Letters to people: that there is something and where to read it, and nothing else.

They are in the language of whoever reads them, and lead to this site alone.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils import translation


def send_letter(
    about: str,
    *,
    to: str,
    language: str,
    url: str = "",
    says: str = "",
    stop: str = "",
    **words: object,
) -> None:
    """Send a letter, by way of the outbox.

    `about` names its templates, with `_subject.txt` and `_message.txt`; where another one says it,
    that is `says`. Without a `url` of its own it leads to the account. `words` are for the
    templates. At `stop`, a POST from whoever reads their mail ends letters of this kind (RFC 8058).
    """
    with translation.override(language):
        words["address"] = on_this_site(url or reverse("account"))
        if stop:
            words["stop_address"] = on_this_site(stop)
        subject = render_to_string(f"{about}_subject.txt").strip()
        body = render_to_string(f"{says or about}_message.txt", words).strip() + "\n"
        headers = {}
        if stop:
            headers["List-Unsubscribe"] = f"<{words['stop_address']}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        EmailMessage(subject, body, to=[to], headers=headers).send()


def on_this_site(address: str) -> str:
    """Return an address of this site as the settings know it, in the language of the moment.

    Whatever the request called the site, and whatever language whoever sent it was reading.
    """
    here = urlsplit(address)._replace(scheme="", netloc="").geturl()
    target = translation.get_language()
    # Found in the language it is in, and in no other.
    with translation.override(translation.get_language_from_path(here)):
        return settings.BASE_URL + translate_url(here, target)
