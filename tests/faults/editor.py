"""An editor who writes page after page and sends file after file, and remembers what was accepted.

What counts is what the site said: a redirect after a form is an acknowledgement, anything else is
not. Over HTTP, as a browser does; the work of one thread.
"""

import re
import threading
from dataclasses import dataclass, field

import requests
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.door import KNOWN
from users.codes import code_of

SECONDS = 20
DOOR, CODE = "/en/account/sign-in/", "/en/account/sign-in/code/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Accepted:
    """Numbers of what the site acknowledged."""

    pages: list[int] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    submissions: list[int] = field(default_factory=list)


class Editor:
    def __init__(self, origin: str, home: int) -> None:
        self.origin = origin
        self.home = home
        self.session = requests.Session()
        self.accepted = Accepted()
        self.tried = 0

    def sign_in(self, email: str, password: str) -> None:
        """Sign in with a password and the code of an app that holds what everybody knows."""
        self._post(DOOR, self._token(DOOR), {"login": email, "password": password})
        answer = self._post(CODE, self._token(CODE), {"code": code_of(KNOWN)})
        if answer.status_code != 302:
            raise RuntimeError("The editor could not sign in.")

    def write(self) -> None:
        """Publish a page, send a file and submit a page; remember what of it was accepted."""
        self.tried += 1
        number = self.tried
        if self._add_page(f"Published {number}", f"published-{number}", "publish"):
            self.accepted.pages.append(number)
        if self._add_document(number):
            self.accepted.documents.append(number)
        if self._add_page(f"Submitted {number}", f"submitted-{number}", "submit"):
            self.accepted.submissions.append(number)

    def _add_page(self, title: str, slug: str, action: str) -> bool:
        path = f"/admin/pages/add/core/standardpage/{self.home}/"
        said = {
            "title": title,
            "slug": slug,
            "summary": f"Words of {title}",
            "body": streamfield([]),
            "comments": inline_formset([]),
        }
        return self._is_accepted(path, nested_form_data(said) | {f"action-{action}": "1"})

    def _add_document(self, number: int) -> bool:
        said = {"title": f"Document {number}", "language": "en", "description": "", "tags": ""}
        files = {"file": (f"document-{number}.txt", f"File number {number}", "text/plain")}
        return self._is_accepted("/admin/documents/add/", said, files)

    def _is_accepted(self, path: str, said: dict[str, str], files: object = None) -> bool:
        try:
            return self._post(path, self._token(path), said, files).status_code == 302
        except (requests.RequestException, LookupError):
            return False

    def _token(self, path: str) -> str:
        answer = self.session.get(f"{self.origin}{path}", timeout=SECONDS, allow_redirects=False)
        found = TOKEN.search(answer.text)
        if found is None:
            raise LookupError(f"{path} answered {answer.status_code}, without its form.")
        return found[1]

    def _post(
        self, path: str, token: str, said: dict[str, str], files: object = None
    ) -> requests.Response:
        return self.session.post(
            f"{self.origin}{path}",
            data=said | {"csrfmiddlewaretoken": token},
            files=files,  # type: ignore[arg-type] # as requests takes them
            timeout=SECONDS,
            allow_redirects=False,
        )


class Busy(threading.Thread):
    """Has an editor write, one thing after the other, until told to stop."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(daemon=True)
        self.editor = editor
        self._enough = threading.Event()

    def run(self) -> None:
        while not self._enough.wait(0.2):
            self.editor.write()

    def stop(self) -> None:
        self._enough.set()
        self.join()
