"""Elasticsearch as SonarQube carries it, and the Java it needs.

Maven delivers SonarQube, and no package registry Elasticsearch itself. The one inside lacks some
field types and plugins of the whole, and is otherwise the same program.
"""

import shutil
import zipfile
from pathlib import Path

from dev.local.base import Unavailable, finish

VERSION = "9.4.3"
SONAR = "26.9.0.129388"
OLDEST_JAVA = 21
MODULES = {"jdk.attach", "jdk.jdi", "jdk.jlink", "jdk.incubator.vector"}


def java_home() -> Path:
    """Return a whole JDK that is recent enough. Raises Unavailable."""
    homes = sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    homes += Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home")
    if on_path := shutil.which("java"):
        homes.insert(0, Path(on_path).resolve().parent.parent)
    for home in homes:
        release = home / "release"
        if release.exists() and is_whole(release.read_text()) and (home / "bin/java").exists():
            return home
    raise Unavailable(
        f"it needs a whole JDK {OLDEST_JAVA} or later, not only a JRE, and there is none here. "
        "Temurin is one: https://adoptium.net/installation/linux/"
    )


def is_whole(release: str) -> bool:
    """Say whether a JDK whose file `release` holds this text can run the server."""
    said = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    version = said.get("JAVA_VERSION", "").strip('"').partition(".")[0]
    modules = set(said.get("MODULES", "").strip('"').split())
    return version.isdecimal() and int(version) >= OLDEST_JAVA and modules >= MODULES


def fetch(folder: Path) -> None:
    """Download it into this folder: 950 MB come, 195 MB stay."""
    if not shutil.which("mvn"):
        raise Unavailable(
            "it is downloaded by Maven, and there is no mvn here. "
            "On Debian and Ubuntu: apt-get install maven"
        )
    repository = folder / "maven"
    finish(
        [
            *("mvn", "--quiet", "--batch-mode", f"-Dmaven.repo.local={repository}"),
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get",
            f"-Dartifact=org.sonarsource.sonarqube:sonar-application:{SONAR}:zip",
            "-Dtransitive=false",
        ],
        "Maven could not download it",
    )
    [archive] = repository.glob("**/sonar-application-*.zip")
    unpack(archive, folder)
    shutil.rmtree(repository)


def unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as zipped:
        for member in zipped.infolist():
            _, _, inner = member.filename.partition("/elasticsearch/")
            if inner and not member.is_dir() and ".." not in inner:
                path = folder / inner
                path.parent.mkdir(parents=True, exist_ok=True)
                with zipped.open(member) as source, path.open("wb") as target:
                    shutil.copyfileobj(source, target)
    for each in ("plugins", "logs"):
        (folder / each).mkdir(exist_ok=True)
