"""Packs documents, and packs them again with something changed or slipped in."""

import io
import zipfile
from collections.abc import Mapping

from tests.media.canaries.words import canary


def packed(members: Mapping[str, str | bytes], *, telling: bool = True) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, (2024, 2, 3, 4, 5, 6))
            member.compress_type = zipfile.ZIP_DEFLATED
            if name == "mimetype":
                member.compress_type = zipfile.ZIP_STORED
            elif telling:
                member.comment = canary("member comment").encode()
            archive.writestr(member, data)
        if telling:
            archive.comment = canary("archive comment").encode()
    return output.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put(members: dict[str, bytes], name: str, before: str, text: str) -> None:
    """Slip text into a member, before its first occurrence of some other text."""
    old = members[name].decode()
    assert before in old, (name, before)
    members[name] = old.replace(before, text + before, 1).encode()
