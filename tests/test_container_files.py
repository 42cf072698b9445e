"""What the container files promise, read from them. No engine builds or starts them here."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from config.env import env

ROOT: Path = settings.ROOT
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OPERATE = (ROOT / "docs/operate.md").read_text()
GUNICORN = (ROOT / "gunicorn.conf.py").read_text()
IMAGES = {name: str(each["image"]) for name, each in SERVICES.items()}
OURS = {name for name, image in IMAGES.items() if image.startswith("portevoix/")}
SITE = {name for name, image in IMAGES.items() if image.startswith("portevoix/site")}
RUNNING = {name for name, each in SERVICES.items() if each["restart"] != "no"}
# Root, with none of root's powers: the one to own new volumes, the other to open two ports.
ROOTS = {"proxy", "search-tls", "search-key"}
# A fresh clone decides these, and containers have no other answer.
OPTIONAL = {
    "CACHE_URL",
    "DEBUG",
    "ELASTICSEARCH_PREFIX",
    "METRICS_KEY",
    "S3_REGION",
    "SEARCH_MISSES",
    "VAR_DIR",
}
# Secrets never stand in an environment, which `docker inspect` shows.
SECRETS = {
    "DATABASE_URL",
    "SECRET_KEY",
    "SECRETS_KEYS",
    "EMAIL_URL",
    "S3_SECRET_KEY",
    "ELASTICSEARCH_API_KEY",
    "ELASTICSEARCH_MEMBERS_API_KEY",
}


def first(pattern: str, text: str) -> str:
    """Return what the pattern's group fits, at the first place where it does."""
    found = re.search(pattern, text, re.MULTILINE)
    assert found, f"nothing is like {pattern}"
    return found[1]


def stages() -> dict[str, str]:
    """Return the instructions of each stage of the Dockerfile, by its name."""
    parts = re.split(r"^FROM \S+(?: AS (\S+))?$", DOCKERFILE, flags=re.MULTILINE)
    return {name: text for name, text in zip(parts[1::2], parts[2::2], strict=True) if name}


def networks(name: str) -> set[str]:
    return set(SERVICES[name].get("networks", ()))


each_service = pytest.mark.parametrize("name", SERVICES)


@each_service
def test_it_can_write_nothing_but_volumes_and_memory(name):
    assert SERVICES[name]["read_only"] is True


@each_service
def test_it_has_no_power_and_gains_none(name):
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])
    assert not {"privileged", "devices", "pid", "ipc"} & set(service)


@each_service
def test_it_is_root_only_where_that_is_said(name):
    user = str(SERVICES[name].get("user", ""))
    image_has_one = name in OURS or name == "search"
    is_root = user.startswith("0") or (not user and not image_has_one)
    assert is_root == (name in ROOTS)


@each_service
def test_it_has_limits(name):
    assert SERVICES[name]["mem_limit"]
    assert SERVICES[name]["pids_limit"] <= 4096
    assert SERVICES[name]["logging"]["options"]["max-size"] == "10m"


@each_service
def test_its_version_is_said(name):
    tag = IMAGES[name].partition(":")[2]
    assert tag == "${RELEASE:-local}" if name in OURS else re.fullmatch(r"\d[\w.-]+", tag)


@each_service
def test_it_waits_for_what_it_needs(name):
    needed = SERVICES[name].get("depends_on", {})
    assert set(needed) <= set(SERVICES)
    for other, how in needed.items():
        once = "service_completed_successfully"
        assert how["condition"] == ("service_healthy" if other in RUNNING else once)


@each_service
def test_it_is_given_no_file_of_the_machine_but_configuration(name):
    sources = {each.partition(":")[0] for each in SERVICES[name].get("volumes", ())}
    assert {each for each in sources if each not in COMPOSE["volumes"]} <= {"${BACKUPS"}
    assert "docker.sock" not in str(SERVICES[name])


def test_only_the_proxy_is_reachable_from_outside():
    assert {name for name, each in SERVICES.items() if each.get("ports")} == {"proxy"}
    assert not [name for name, each in SERVICES.items() if each.get("network_mode") == "host"]


def test_only_the_proxy_and_the_worker_get_out():
    internal = {name for name, each in COMPOSE["networks"].items() if (each or {}).get("internal")}
    assert internal == {"front", "data"}
    assert {name for name in SERVICES if networks(name) - internal} == {"proxy", "worker"}


def test_the_proxy_reaches_the_web_server_and_no_data():
    assert networks("proxy") & {"data"} == set()
    assert {name for name in SERVICES if "front" in networks(name)} == {"proxy", "web"}


def test_the_one_trusted_address_is_the_proxys():
    front = SERVICES["proxy"]["networks"]["front"]
    assert SERVICES["web"]["environment"]["TRUSTED_PROXIES"] == front["ipv4_address"]
    (subnet,) = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert subnet["subnet"].partition("}")[0] == front["ipv4_address"].partition("}")[0]


def test_the_site_is_given_every_variable_that_production_needs():
    given = {name.removesuffix("_FILE") for name in SERVICES["web"]["environment"]}
    assert given == set(env.scheme) - OPTIONAL
    for name in SITE - {"search-tls"}:
        told = SERVICES[name]["environment"]
        assert {key: told[key] for key in told if key != "VAR_DIR"} == SERVICES["web"][
            "environment"
        ]


def test_whoever_makes_a_backup_has_somewhere_to_put_it():
    said = str(SERVICES["backup"]["volumes"])
    assert "scratch:{}'".format(SERVICES["backup"]["environment"]["VAR_DIR"]) in said
    for folder in ("/scratch", "/backups"):
        # A new volume belongs to whom the folder of the image belongs to.
        assert re.search(rf"install .*--owner 10001 .*{folder}\b", stages()["site"])


def test_a_secret_is_a_file_and_never_a_variable():
    files = {
        name.removesuffix("_FILE"): value
        for name, value in SERVICES["web"]["environment"].items()
        if name.endswith("_FILE")
    }
    assert set(files) == SECRETS
    shown = {f"/run/secrets/{name}" for name in SERVICES["web"]["secrets"]}
    assert set(files.values()) == shown | {"/search/pages.key", "/search/spaces.key"}
    for name, service in SERVICES.items():
        loud = re.compile(r"(PASSWORD|SECRET_KEY|SECRETS_KEYS|EMAIL_URL|DATABASE_URL|API_KEY)$")
        assert [key for key in service.get("environment", {}) if loud.search(key)] == [], name


def test_each_service_sees_its_own_secrets_only():
    assert {name: set(each["secrets"]) for name, each in SERVICES.items() if "secrets" in each} == {
        **{
            name: {"database_url", "secret_key", "secrets_keys", "email_url", "s3_secret_key"}
            for name in ("web", "worker", "meaning", "prepare", "backup")
        },
        "database": {"database_root_password", "database_password"},
        "search": {"search_root_password"},
        "search-key": {"search_root_password"},
        "store": {"store_root_key"},
        "store-buckets": {"store_root_key", "s3_secret_key"},
    }


def test_the_key_of_elasticsearchs_certificate_is_shown_to_nobody_else():
    volumes = {name: str(each.get("volumes", "")) for name, each in SERVICES.items()}
    assert {name for name, said in volumes.items() if "search-tls:" in said} == {
        "search",
        "search-tls",
    }


def test_what_a_service_reads_is_there():
    for kind in ("configs", "secrets"):
        named = {
            each["source"] if isinstance(each, dict) else each
            for service in SERVICES.values()
            for each in service.get(kind, ())
        }
        assert named == set(COMPOSE[kind])
    assert [
        each for each in COMPOSE["configs"].values() if not (ROOT / each["file"]).exists()
    ] == []


def test_the_secrets_are_those_that_the_script_makes(tmp_path):
    folder = tmp_path / "secrets"
    make = [ROOT / "deploy/make-secrets", folder]
    said = "smtp+tls://us:secret@mail.example.org:587"
    subprocess.run(make, input=f"{said}\n", text=True, check=True, stdout=subprocess.PIPE)
    made = {path.name: path.read_text() for path in folder.iterdir()}
    assert set(made) == set(COMPOSE["secrets"])
    assert made["email_url"] == said
    assert made["database_password"] in made["database_url"]
    random = [made[name] for name in made if name not in ("email_url", "database_url")]
    assert len(set(random)) == len(random)
    assert min(map(len, random)) >= 48
    assert len(made["secret_key"]) >= 50
    assert folder.stat().st_mode & 0o077 == 0
    # Not again: they may be in use.
    subprocess.run(make, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    assert {path.name: path.read_text() for path in folder.iterdir()} == made


def test_containers_run_what_the_tests_run():
    elasticsearch, store = (
        first(r'^VERSION = "(.+)"$', (ROOT / f"dev/local/{name}.py").read_text())
        for name in ("sonar", "s3")
    )
    assert IMAGES["search"].endswith(f":{elasticsearch}")
    assert IMAGES["search-key"] == IMAGES["search"]
    assert f"versitygw/cmd/versitygw@{store}" in DOCKERFILE
    served = first(r"postgres:(\d+)", IMAGES["database"])
    assert f"postgresql-client-{served}" in DOCKERFILE
    python = first(r"^ARG PYTHON=(\d+\.\d+)\.\d+$", DOCKERFILE)
    assert python == "{}.{}".format(*sys.version_info)


def test_images_are_built_from_versions_that_are_said():
    versions = dict(re.findall(r"^ARG (\w+)=(\S+)$", DOCKERFILE, re.MULTILINE))
    sources = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    stages = set(re.findall(r"^FROM \S+ AS (\S+)", DOCKERFILE, re.MULTILINE))
    outside = [each for each in sources if each not in stages]
    assert outside
    for each in outside:
        assert ":" in each
        assert set(re.findall(r"\$\{(\w+)\}", each)) <= set(versions)
        assert "latest" not in each


def test_the_proxy_limits_what_one_visitor_may_ask():
    said = (ROOT / "deploy/Caddyfile").read_text()
    for line in (
        "admin off",
        "max_header_size 16KB",
        "read_header 10s",
        "max_size 60MB",
        "max_size 1MB",
        "request_buffers 1MB",
        "header_up -X-Forwarded-For",
        "request delete",
    ):
        assert line in said
    # No log of who asked for what.
    assert not re.search(r"^\tlog\b(?! default)", said, re.MULTILINE)
    assert int(first(r"keepalive (\d+)s", said)) < int(first(r"^keepalive = (\d+)$", GUNICORN))


def test_the_web_server_has_time_to_finish_what_it_is_at():
    graceful = first(r"^graceful_timeout = (\d+)$", GUNICORN)
    assert int(SERVICES["web"]["stop_grace_period"].removesuffix("s")) > int(graceful)


def test_every_command_for_operators_exists():
    named = set(re.findall(r"manage\.py ([a-z]\w+)", OPERATE))
    assert len(named) > 10
    assert named - set(get_commands()) == set()
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)`", OPERATE)) <= set(targets)


def test_every_service_and_file_for_operators_exists():
    options = r"(?: --\w+(?: \"[^\"]+\"| (?!search)\w+)?)*"
    named = re.findall(rf"docker compose (?:exec|run|stop|cp){options} ([a-z-]+)", OPERATE)
    assert {"web", "backup", "database", "search-key"} <= set(named)
    assert set(named) <= set(SERVICES)
    for path in re.findall(r"\]\(\.\./([^)#]+)\)|`((?:deploy)/[\w-]+)`", OPERATE):
        assert (ROOT / (path[0] or path[1])).exists()


def test_every_variable_of_the_compose_file_is_explained_to_operators():
    said = (ROOT / "compose.yaml").read_text()
    named = set(re.findall(r"(?<!\$)\$\{(\w+)", said))
    assert named
    assert [name for name in sorted(named) if name not in OPERATE] == []
