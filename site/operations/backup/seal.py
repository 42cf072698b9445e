"""Seals what a backup holds to the public halves of keys whose other halves are kept elsewhere.

The format is age's, so that a sealed part can also be opened with that program. Everything is
streamed: no file is ever whole in memory, and nothing is on the backup's disk unsealed.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyrage

from operations.backup.errors import BackupError

CHUNK = 1024 * 1024
IDENTITY = "AGE-SECRET-KEY-1"


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Writable(Protocol):
    def write(self, data: bytes, /) -> Any: ...


@dataclass
class Meter:
    """Measures what passes, and remembers what broke, of which pyrage keeps only the words."""

    file: Any = None
    size: int = 0
    failure: Exception | None = None
    _digest: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._do(self.file.read, size)
        return self._measured(data)

    def write(self, data: bytes) -> int:
        if self.file is not None:
            self._do(self.file.write, data)
        return len(self._measured(data))

    def flush(self) -> None:
        """Only a file that is closed is looked at."""

    @property
    def sha256(self) -> str:
        return str(self._digest.hexdigest())

    def _do(self, work: Callable[[Any], Any], argument: Any) -> Any:
        try:
            return work(argument)
        except Exception as error:
            self.failure = error
            raise

    def _measured(self, data: bytes) -> bytes:
        self._digest.update(data)
        self.size += len(data)
        return data


def recipients(texts: Iterable[str]) -> list[Any]:
    """Return the keys to seal to: age's or those of SSH. Raises BackupError."""
    found = []
    for text in texts:
        if text.startswith(IDENTITY):
            raise BackupError("This is a private key. Give the public one, which begins with age1.")
        of_kind = pyrage.ssh.Recipient if text.startswith("ssh-") else pyrage.x25519.Recipient
        try:
            found.append(of_kind.from_str(text))
        except pyrage.RecipientError as error:
            raise BackupError(
                f"“{text}” is no public key: it begins with age1, ssh-ed25519 or ssh-rsa."
            ) from error
    return found


def identities(path: Path) -> list[Any]:
    """Return the private keys in a file of age's or of SSH's. Raises BackupError."""
    try:
        said = path.read_bytes()
        if said.startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(said)]
        lines = said.decode("ascii", errors="replace").split()
        found = [pyrage.x25519.Identity.from_str(each) for each in lines if IDENTITY in each]
    except OSError as error:
        raise BackupError(f"{path}: {error.strerror}") from error
    except pyrage.IdentityError as error:
        raise BackupError(f"{path} holds a private key that cannot be read.") from error
    if not found:
        raise BackupError(f"{path} holds no private key.")
    return found


def seal(source: Readable, target: Path, keys: list[Any]) -> Meter:
    """Copy to a new file, sealed to the keys or, without any, as it is; return what was read."""
    reader = Meter(source)
    with target.open("xb") as file:
        writer = Meter(file)
        try:
            if keys:
                pyrage.encrypt_io(reader, writer, keys)
            else:
                shutil.copyfileobj(reader, writer, CHUNK)
        except (OSError, pyrage.EncryptError) as error:
            raise reader.failure or writer.failure or error from None
    return reader


def unseal(source: Path, target: Writable | None, keys: list[Any]) -> Meter:
    """Copy what is in a part, or only measure it when there is no target.

    Raises BackupError when the keys do not open it, or when it is damaged.
    """
    writer = Meter(target)
    with source.open("rb") as file:
        reader = Meter(file)
        try:
            if keys:
                pyrage.decrypt_io(reader, writer, keys)
            else:
                shutil.copyfileobj(reader, writer, CHUNK)
        except (OSError, pyrage.DecryptError) as error:
            if failure := reader.failure or writer.failure:
                raise failure from None
            raise BackupError(_told(source, error)) from error
    return writer


def _told(source: Path, error: Exception) -> str:
    if "No matching keys" in str(error):
        return "This key does not open the backup: it is sealed to another."
    return f"{source} is damaged: use another backup."
