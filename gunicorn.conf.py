"""Bare `gunicorn` serves production: a worker for each core, one copy of the code."""

import multiprocessing
import os
import sys
from pathlib import Path

from django.core.management import CommandError, call_command
from gunicorn.arbiter import Arbiter

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from config import env  # noqa: E402 (only now is it on the path)

wsgi_app = "config.wsgi:application"
workers = multiprocessing.cpu_count()
# A slow client holds a thread only while its request is answered: the proxy in front waits for it.
worker_class = "gthread"
threads = 4
# The workers share the memory of the loaded application: about half of what they would use alone.
preload_app = True
# A worker says in a file that it lives. On a disk that is busy it would be taken for dead.
worker_tmp_dir = "/dev/shm"  # noqa: S108 (memory, where only this user's files are opened)
timeout = 30
# What is being answered when the server is told to stop is answered.
graceful_timeout = 8
# Longer than a proxy keeps an idle connection would be a request lost; shorter is one made anew.
keepalive = 75
limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190

# Only these may say that a visitor came by https, and only by this header: from anybody else it is
# ignored. Nobody is trusted unless they are named.
forwarded_allow_ips = ",".join(env.TRUSTED_PROXIES)
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
# No header stands for a variable of the server.
forwarder_headers = ""

# Visitors' addresses are never written down; the error log has what an operator needs.
accesslog = None
# Nobody steers the server from outside: systemd or the container does.
control_socket_disable = True


def on_starting(server: Arbiter) -> None:
    """Refuse to serve with settings that a system check calls an error."""
    try:
        call_command("check", fail_level="ERROR")
    except CommandError as error:
        sys.exit(str(error))
