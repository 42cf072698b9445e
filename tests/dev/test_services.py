"""The front of the local services: what it starts and leaves alone, and how closed they are."""

import os
import shutil
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings

from dev.local.__main__ import reachable
from dev.local.sonar import is_whole

Front = Callable[..., subprocess.CompletedProcess[str]]
ROOT: Path = settings.ROOT
NAMES = ("DATABASE_URL", "ELASTICSEARCH_URL", "S3_ENDPOINT", "EMAIL_URL")


@pytest.fixture
def var() -> Iterator[Path]:
    # Not below pytest's own folder, which is closed to the servers that root starts.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "var"


@pytest.fixture
def front(var) -> Iterator[Front]:
    """The front of another clone, which knows nothing of the services of this one."""

    def call(*words: str, **given: str) -> subprocess.CompletedProcess[str]:
        hidden = [f"--unset={name}" for name in NAMES]
        variables = [f"{name}={value}" for name, value in given.items()]
        return subprocess.run(
            ["/usr/bin/env", *hidden, f"VAR_DIR={var}", *variables, "dev/services", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    yield call
    call("stop")


def pid_of(var: Path, service: str) -> int:
    return int((var / "services" / service / "pid").read_text())


def answers(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def test_what_is_started_is_written_for_its_owner_alone(front, var):
    assert front("start", "mail").returncode == 0
    written = var / "services/env"
    port = int((var / "services/mail/port").read_text())
    assert written.read_text() == f"EMAIL_URL=smtp://localhost:{port}\n"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert answers(port)


def test_a_second_start_changes_nothing(front, var):
    front("start", "mail")
    before = pid_of(var, "mail"), (var / "services/env").read_text()
    assert front("start", "mail").returncode == 0
    assert (pid_of(var, "mail"), (var / "services/env").read_text()) == before


def test_a_service_that_is_given_is_not_started(front, var):
    done = front("start", "mail", EMAIL_URL="smtp://mail.example:25")
    assert "EMAIL_URL is given" in done.stdout
    assert front("running").stdout == ""
    assert not (var / "services/env").exists()


def test_what_is_stopped_is_forgotten_and_keeps_its_port(front, var):
    front("start", "mail")
    port = int((var / "services/mail/port").read_text())
    assert front("stop").returncode == 0
    assert not answers(port)
    assert not (var / "services/env").exists()
    front("start", "mail")
    assert int((var / "services/mail/port").read_text()) == port


def test_a_stranger_under_the_number_of_a_service_is_left_alone(front, var):
    front("start", "mail")
    front("stop")
    with subprocess.Popen(["/bin/sleep", "60"]) as stranger:
        (var / "services/mail/pid").write_text(str(stranger.pid))
        assert front("running").stdout == ""
        front("stop")
        assert stranger.poll() is None
        stranger.kill()


def test_another_port_is_taken_when_someone_has_ours(front, var):
    with socket.create_server(("127.0.0.1", 0)) as someone:
        port = someone.getsockname()[1]
        (var / "services/mail").mkdir(parents=True)
        (var / "services/mail/port").write_text(str(port))
        assert front("start", "mail").returncode == 0
    assert int((var / "services/mail/port").read_text()) != port


def test_a_service_nobody_knows_is_an_error(front):
    assert "there is no service fax" in front("start", "fax").stderr


def test_servers_that_refuse_root_get_a_folder_outside_one_that_only_root_enters(tmp_path):
    tmp_path.chmod(0o700)
    first = reachable(tmp_path)
    try:
        assert (first != tmp_path) is (os.geteuid() == 0)
        assert reachable(tmp_path) == first
    finally:
        if first != tmp_path:
            shutil.rmtree(first)


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ('JAVA_VERSION="25.0.1"\nMODULES="{modules}"', True),
        ('JAVA_VERSION="21"\nMODULES="{modules}"', True),
        ('JAVA_VERSION="17.0.15"\nMODULES="{modules}"', False),
        ('JAVA_VERSION="25.0.1"\nMODULES="java.base"', False),
        ("", False),
    ],
)
def test_only_a_whole_jdk_runs_elasticsearch(release, expected):
    modules = "java.base jdk.attach jdk.jdi jdk.jlink jdk.incubator.vector"
    assert is_whole(release.format(modules=modules)) is expected
