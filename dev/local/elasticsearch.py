"""A private Elasticsearch node, as closed as production's: TLS, passwords, keys for our indexes.

The flags of its Java make it start soon, not answer fast: never measure speed here.
"""

import base64
import json
import shutil
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from dev.local.base import Service, drop_root, finish, write_secret
from dev.local.cache import once
from dev.local.certificate import certify
from dev.local.sonar import VERSION, fetch, java_home

# What each key opens.
KEYS = {"pages": "portevoix*-pages*", "spaces": "portevoix*-spaces*"}

LOGGING = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""
QUICK_JAVA = """\
-Xms512m
-Xmx512m
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
-XX:-AlwaysPreTouch
-XX:+ExitOnOutOfMemoryError
-XX:ErrorFile=${ES_TMPDIR}/hs_err.log
-Djava.io.tmpdir=${ES_TMPDIR}
--add-modules=jdk.incubator.vector
"""


class Elasticsearch(Service):
    name = "elasticsearch"
    variables = (
        "ELASTICSEARCH_URL",
        "ELASTICSEARCH_CA",
        "ELASTICSEARCH_API_KEY",
        "ELASTICSEARCH_MEMBERS_API_KEY",
    )
    first_port = 29200
    # The second is how nodes talk to each other: this one is alone.
    port_count = 2
    seconds_to_start = 180
    plain = False

    @property
    def program(self) -> Path:
        return self.cache / f"elasticsearch-{VERSION}"

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def ca(self) -> Path:
        return self.folder / "ca.crt"

    @property
    def is_plain(self) -> bool:
        return self.recall("plain") == "yes"

    @property
    def url(self) -> str:
        return f"{'http' if self.is_plain else 'https'}://localhost:{self.port}"

    def start(self) -> None:
        java = java_home()
        once(self.program, fetch)
        self.prepare()
        write_secret(self.folder / "plain", "yes" if self.plain else "no")
        config = self.make_folder("config")
        env = self.java_env(java)
        self.configure(config, {each: self.make_folder(each) for each in ("data", "logs", "tmp")})
        if not self.plain:
            self.set_password(java, env)
        self.launch(
            [
                *(java / "bin/java", "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC"),
                # Says nothing to the server: it makes the process known as ours.
                f"-Dportevoix.folder={self.folder}",
                *("-cp", f"{self.program}/lib/tools/server-launcher/*"),
                "org.elasticsearch.server.launcher.ServerLauncher",
            ],
            self.is_up,
            env=env,
            cwd=self.program,
            **drop_root(),
        )
        if not self.plain:
            for name in KEYS:
                self.make_key(name)

    def java_env(self, java: Path) -> dict[str, str]:
        """Return all that its processes get to know of the environment."""
        return {
            "PATH": "/usr/bin:/bin",
            "HOSTNAME": "localhost",
            "JAVA": str(java / "bin/java"),
            "ES_JAVA_HOME": str(java),
            "JAVA_TYPE": "ES_JAVA_HOME",
            "ES_HOME": str(self.program),
            "ES_PATH_CONF": str(self.config),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_DISTRIBUTION_TYPE": "zip",
        }

    def configure(self, config: Path, folders: dict[str, Path]) -> None:
        settings: dict[str, Any] = {
            "cluster.name": "portevoix",
            "node.name": "local",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": self.port + 1,
            "path.data": str(folders["data"]),
            "path.logs": str(folders["logs"]),
            # A developer's disk is often nearly full; nothing here is worth refusing for that.
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "action.destructive_requires_name": True,
            "xpack.security.enabled": not self.plain,
        }
        if not self.plain:
            key, crt = config / "node.key", config / "node.crt"
            certify(ca=self.ca, key=key, crt=crt)
            self.hand_over(key)
            settings |= {
                "xpack.security.transport.ssl.enabled": False,
                "xpack.security.http.ssl.enabled": True,
                "xpack.security.http.ssl.key": str(key),
                "xpack.security.http.ssl.certificate": str(crt),
            }
        # JSON is YAML.
        (config / "elasticsearch.yml").write_text(json.dumps(settings, indent=1))
        (config / "log4j2.properties").write_text(LOGGING)
        (config / "jvm.options").write_text(QUICK_JAVA)
        for name in ("role_mapping.yml", "roles.yml", "users", "users_roles"):
            shutil.copyfile(self.program / "config" / name, config / name)

    def set_password(self, java: Path, env: dict[str, str]) -> None:
        """Give the user `elastic` its first password. Elastic's own tool for that is not here."""
        if (self.config / "elasticsearch.keystore").exists():
            return
        finish(
            [
                *(java / "bin/java", "-Xmx64m", "-XX:+UseSerialGC"),
                *("-Dcli.name=keystore", "-Dcli.script=keystore"),
                *("-Dcli.libs=lib/tools/keystore-cli", "-Des.distribution.type=zip"),
                *(f"-Des.path.home={self.program}", f"-Des.path.conf={self.config}"),
                *("-cp", f"{self.program}/lib/*:{self.program}/lib/cli-launcher/*"),
                "org.elasticsearch.launcher.CliToolLauncher",
                *("add", "--stdin", "--force", "bootstrap.password"),
            ],
            "its password could not be set",
            input=self.secret("password"),
            env=env,
            cwd=self.program,
            **drop_root(),
        )

    def ask(self, method: str, path: str, login: str, body: Any = None) -> dict[str, Any]:
        """Return the answer of the node. Raises OSError, of which an HTTP error is one."""
        request = urllib.request.Request(f"{self.url}{path}", method=method)
        if not self.is_plain:
            request.add_header("Authorization", login)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        context = None if self.is_plain else ssl.create_default_context(cafile=str(self.ca))
        with urllib.request.urlopen(request, timeout=30, context=context) as answer:
            return json.load(answer)

    @property
    def administrator(self) -> str:
        login = f"elastic:{self.recall('password')}"
        return f"Basic {base64.b64encode(login.encode()).decode()}"

    def is_up(self) -> bool:
        # It answers before it can be asked: just after a restart its indexes are still asleep.
        path = "/_cluster/health?wait_for_status=yellow&timeout=2s"
        try:
            return not self.ask("GET", path, self.administrator)["timed_out"]
        except OSError:
            return False

    def make_key(self, name: str) -> None:
        """Make a key of the site, unless the one it has is good. It opens some indexes only."""
        file = f"{name}.key"
        if self.recall(file):
            try:
                self.ask("GET", "/_security/_authenticate", f"ApiKey {self.recall(file)}")
            except urllib.error.HTTPError as error:
                error.close()
            else:
                return
        indices = [{"names": [KEYS[name]], "privileges": ["all"]}]
        role = {"cluster": ["monitor"], "indices": indices}
        key = {"name": f"portevoix-{name}", "role_descriptors": {name: role}}
        made = self.ask("POST", "/_security/api_key", self.administrator, key)
        write_secret(self.folder / file, made["encoded"])

    def env(self) -> dict[str, str]:
        if self.is_plain:
            return {"ELASTICSEARCH_URL": self.url}
        values = (self.url, str(self.ca), *(self.recall(f"{name}.key") for name in KEYS))
        return dict(zip(self.variables, values, strict=True))
