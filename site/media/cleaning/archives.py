"""Reading a packed document by what it promises, and packing one that says nothing of its past."""

import struct
import zipfile
import zlib
from functools import partial
from pathlib import Path
from typing import Self

from media.cleaning import limits
from media.cleaning.refusal import Refusal

# The end of a ZIP file: entries (two counts), size and place of the directory, length of comment.
END = struct.Struct("<4s4x2H2IH")
END_SIGN = b"PK\x05\x06"
FIRST_SIGN = b"PK\x03\x04"
LONG_END_SIGN = b"PK\x06\x06"
DIRECTORY_BYTES_PER_MEMBER = 400
LONGEST_COMMENT = 65_535
ENCRYPTED = 0x1
BYTES_READ = 256 * 1024
EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Archive:
    """A packed document whose directory was checked: names, sizes, and nothing outside of it."""

    def __init__(self, path: Path) -> None:
        check_frame(path)
        try:
            self.zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refusal("corrupt") from error
        try:
            check_members(self.zip.infolist(), path.stat().st_size)
        except Refusal:
            self.zip.close()
            raise
        self.names = self.zip.namelist()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.zip.close()

    def read(self, name: str) -> bytes:
        """Return a member. Read whole it would be unpacked whole, whatever size it has promised."""
        try:
            with self.zip.open(name) as member:
                return b"".join(iter(partial(member.read, BYTES_READ), b""))
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError) as error:
            raise Refusal("corrupt") from error


def check_frame(path: Path) -> None:
    """Refuse a file that is anything besides one archive, from its first byte to its last."""
    size = path.stat().st_size
    with path.open("rb") as file:
        first = file.read(len(FIRST_SIGN))
        file.seek(max(0, size - LONGEST_COMMENT - END.size))
        tail = file.read()
        at = tail.rfind(END_SIGN)
        if at < 0 or len(tail) - at < END.size:
            raise Refusal("corrupt")
        _sign, _here, members, directory_size, directory_at, comment = END.unpack_from(tail, at)
        place = size - len(tail) + at
        if (
            members > limits.ARCHIVE_MEMBERS
            or directory_size > limits.ARCHIVE_MEMBERS * DIRECTORY_BYTES_PER_MEMBER
        ):
            raise Refusal("too_demanding")
        file.seek(directory_at + directory_size)
        after_directory = file.read(len(LONG_END_SIGN))
    has_gap = directory_at + directory_size != place and after_directory != LONG_END_SIGN
    if first != FIRST_SIGN or has_gap or at + END.size + comment != len(tail):
        raise Refusal("polyglot")


def check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > limits.ARCHIVE_MEMBERS:
        raise Refusal("too_demanding")
    names = [member.filename for member in members]
    if len({name.lower() for name in names}) < len(names) or not all(map(is_inside, names)):
        raise Refusal("corrupt")
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise Refusal("encrypted")
    if any(member.compress_type not in READABLE for member in members):
        raise Refusal("corrupt")
    unpacked = sum(member.file_size for member in members)
    freely = max(limits.UNPACKED_FREELY, packed * limits.UNPACKED_RATIO)
    if unpacked > min(limits.UNPACKED_BYTES, freely):
        raise Refusal("too_demanding")


def is_inside(name: str) -> bool:
    return not name.startswith("/") and "\\" not in name and ".." not in name.split("/")


class Packing:
    """A new archive: no times, no owners, no comments, and each member only as it was cleaned."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path, "x")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.zip.close()

    def add(self, name: str, data: bytes, *, packed: bool = True) -> None:
        member = zipfile.ZipInfo(name, EPOCH)
        member.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        # What Office writes: no system, and no rights that tell one.
        member.create_system = 0
        member.external_attr = 0
        self.zip.writestr(member, data)
