"""A mail server that keeps what it is given, for people and tests to read. See `mail_sink`."""

import sys
from importlib.util import find_spec

from config.env import ROOT
from dev.local.base import Service, Unavailable, is_free


class Mail(Service):
    name = "mail"
    variables = ("EMAIL_URL",)
    first_port = 21025
    port_count = 2

    def start(self) -> None:
        if not find_spec("aiosmtpd"):
            raise Unavailable("its server is among the packages for development: make services")
        self.prepare()
        folder = self.folder / "mails"
        folder.mkdir(exist_ok=True, mode=0o700)
        command = [sys.executable, "-m", "dev.local.mail_sink", folder, str(self.port)]
        self.launch(command, self.is_up, cwd=ROOT)

    def is_up(self) -> bool:
        return not is_free(self.port) and not is_free(self.port + 1)

    def env(self) -> dict[str, str]:
        return {"EMAIL_URL": f"smtp://localhost:{self.port}"}

    def notes(self) -> list[str]:
        return [f"Mails that were sent: http://localhost:{self.port + 1}/"]
