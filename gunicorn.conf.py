"""Bare `gunicorn` serves production: a worker for each core, one copy of the code."""

import multiprocessing
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

wsgi_app = "config.wsgi:application"
workers = multiprocessing.cpu_count()
threads = 4
worker_class = "gthread"
# The workers share the memory of the loaded application: about half of what they would use alone.
preload_app = True
# Visitors' addresses are never written down; the error log has what an operator needs.
accesslog = None
# Nobody steers the server from outside: systemd or the container does.
control_socket_disable = True
