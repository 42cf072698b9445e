"""Asks the web server of this container whether it is ready: Docker's health check."""

import http.client
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "site"))

from config import env

# A host that the site answers for: any other is refused before the question is read.
host = env.ALLOWED_HOSTS[0].lstrip(".")
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
connection.request("GET", "/health/ready", headers={"Host": host})
sys.exit(connection.getresponse().status != 200)
