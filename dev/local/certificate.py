"""A certificate for localhost, signed by an authority that exists for nothing else."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dev.local.base import Unavailable, finish

DAYS = ("-days", "365")
A_MONTH = 30 * 24 * 60 * 60


def certify(*, ca: Path, key: Path, crt: Path) -> None:
    """Make these three files, unless the certificate there is good for a month yet."""
    if not shutil.which("openssl"):
        raise Unavailable("its certificate is made by openssl, and there is none here")
    lasts = ["openssl", "x509", "-checkend", str(A_MONTH), "-noout", "-in", str(crt)]
    if subprocess.run(lasts, capture_output=True, check=False).returncode == 0:
        return
    # The authority's own key signs this once and goes with the folder.
    with TemporaryDirectory() as folder:
        ca_key, request, extensions = (
            Path(folder, name) for name in ("key", "request", "extensions")
        )
        extensions.write_text(
            "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n"
        )
        commands: list[list[Any]] = [
            [
                *("req", "-x509", "-newkey", "rsa:3072", "-nodes", *DAYS),
                *("-subj", "/CN=Portevoix local services", "-keyout", ca_key, "-out", ca),
                *("-addext", "basicConstraints=critical,CA:TRUE"),
                *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
            ],
            [
                *("req", "-newkey", "rsa:3072", "-nodes", "-subj", "/CN=localhost"),
                *("-keyout", key, "-out", request),
            ],
            [
                *("x509", "-req", "-in", request, "-CA", ca, "-CAkey", ca_key),
                *("-set_serial", "1", *DAYS, "-extfile", extensions, "-out", crt),
            ],
        ]
        for words in commands:
            finish(["openssl", *words], "its certificate could not be made")
