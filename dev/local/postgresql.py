"""A private PostgreSQL cluster, for data nobody would miss: it trades safety for speed.

The role of the site may make databases, which the tests need, and is no superuser: what only works
for a superuser fails here as it would in production.
"""

import shutil
import signal
from pathlib import Path

import psycopg
from psycopg import sql

from dev.local.base import Service, Unavailable, drop_root, finish

PORTEVOIX = "portevoix"
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "log_min_messages": "warning",
}


def programs() -> Path:
    """Return the folder of the newest PostgreSQL here. Debian keeps it off the PATH."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve())
    if not found:
        raise Unavailable("no PostgreSQL server here. On Debian and Ubuntu: dev/system-packages")
    return found[-1].parent


class PostgreSQL(Service):
    name = "postgresql"
    variables = ("DATABASE_URL",)
    first_port = 25432
    # "Fast shutdown": it does not wait for whoever is still connected.
    stop_signal = signal.SIGINT

    def start(self) -> None:
        bin = programs()
        self.prepare()
        data = self.make_folder("data")
        if not (data / "PG_VERSION").exists():
            self.make_cluster(bin, data)
        settings = {
            **FAST,
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            # The path of a socket may be 107 characters long, that of a clone is often longer.
            "unix_socket_directories": "",
        }
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = [bin / "postgres", "-D", data, *options]
        self.launch(command, self.is_up, cwd=data, **drop_root())
        self.make_database()

    def make_cluster(self, bin: Path, data: Path) -> None:
        password = self.folder / "administrator"
        self.secret("administrator")
        self.hand_over(password)
        finish(
            [
                *(bin / "initdb", "--pgdata", data, "--username", "postgres", "--no-sync"),
                *("--pwfile", password, "--auth", "scram-sha-256"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8"),
            ],
            "the cluster could not be made",
            cwd=data,
            **drop_root(),
        )

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="postgres",
            dbname="postgres",
            password=self.recall("administrator"),
            connect_timeout=2,
            autocommit=True,
        )

    def is_up(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def make_database(self) -> None:
        role, password = sql.Identifier(PORTEVOIX), sql.Literal(self.secret("password"))
        with self.connect() as connection:
            known = "SELECT 1 FROM pg_roles WHERE rolname = %s"
            if not connection.execute(known, [PORTEVOIX]).fetchone():
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(role, password)
                )
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(known, [PORTEVOIX]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))

    def env(self) -> dict[str, str]:
        login = f"{PORTEVOIX}:{self.secret('password')}"
        return {"DATABASE_URL": f"postgres://{login}@127.0.0.1:{self.port}/{PORTEVOIX}"}
