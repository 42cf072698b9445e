"""What is packed inside a PDF: pixels and colours stay as they are, the words beside them go."""

from media.cleaning.refusal import Refusal

# JPEG: a sign of two bytes, and for most a length of two bytes that counts itself.
START, END, SCAN = 0xD8, 0xD9, 0xDA
ALONE = {0x01, *range(0xD0, 0xD8)}
COMMENT = 0xFE
APPLICATION = range(0xE0, 0xF0)
# JFIF says how pixels lie, Adobe's how colours are meant.
KEPT_APPLICATION = {0xE0: b"JFIF\0", 0xEE: b"Adobe"}
JFIF_BYTES = 16

# JPEG 2000: boxes of which these are needed to show it, and a stream whose head may hold comments.
NEEDED_BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
JPX_COMMENT, JPX_TILE = b"\xff\x64", b"\xff\x90"
JPX_START = b"\xff\x4f"


def bare_jpeg(data: bytes) -> bytes:
    """Return the JPEG without what applications and people wrote into it."""
    if data[:2] != b"\xff\xd8":
        raise Refusal("corrupt")
    kept = [data[:2]]
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 4 > len(data):
            # The end sign is missing, which is common, and a reader needs none.
            return b"".join([*kept, b"\xff\xd9"])
        sign = data[at + 1]
        if sign == 0xFF:
            at += 1
        elif sign == END:
            return b"".join([*kept, b"\xff\xd9"])
        elif sign in ALONE or sign == 0:
            at += 2
        else:
            end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            segment = data[at:end]
            if sign == SCAN:
                end = end_of_scan(data, end)
                kept.append(data[at:end])
            elif is_needed(sign, segment):
                kept.append(without_thumbnail(segment) if sign == 0xE0 else segment)
            at = end


def end_of_scan(data: bytes, at: int) -> int:
    """Return where the packed pixels end: at the next sign that is not part of them."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and data[at + 1] not in ALONE and data[at + 1] != 0xFF:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def is_needed(sign: int, segment: bytes) -> bool:
    if sign in APPLICATION:
        return sign in KEPT_APPLICATION and segment[4:].startswith(KEPT_APPLICATION[sign])
    return sign != COMMENT


def without_thumbnail(segment: bytes) -> bytes:
    return b"\xff\xe0" + JFIF_BYTES.to_bytes(2, "big") + segment[4:16] + b"\0\0"


def bare_jpx(data: bytes) -> bytes:
    """Return the JPEG 2000 without boxes of text and without comments."""
    if data.startswith(JPX_START):
        return bare_codestream(data)
    kept = []
    at = 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        head = 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = size or len(data) - at
        if size < head:
            raise Refusal("corrupt")
        body = data[at + head : at + size]
        if name in NEEDED_BOXES:
            body = bare_codestream(body) if name == b"jp2c" else body
            kept.append((len(body) + 8).to_bytes(4, "big") + name + body)
        at += size
    return b"".join(kept)


def bare_codestream(data: bytes) -> bytes:
    """Drop the comments of the main head, which ends where the first tile begins."""
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at : at + 2] != JPX_TILE:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at : at + 2] != JPX_COMMENT:
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, data[at:]])


# ICC: a head of 128 bytes, a table of entries, and what they point to.
PROFILE_HEAD = 128
# When it was made, for which device, by whom, and the sum of it all.
TELLING_HEAD = ((4, 8), (24, 36), (48, 56), (80, 84), (84, 100))
TELLING_ENTRIES = {
    b"desc", b"cprt", b"dmnd", b"dmdd", b"vued", b"targ", b"calt", b"meta", b"psid", b"pseq",
    b"tech", b"scrd", b"devs", b"vcgt", b"mmod", b"dscm", b"ndin", b"aabg", b"aagg", b"aarg",
}  # fmt: skip
ENTRY_BYTES = 12
TYPE_BYTES = 8


def bare_profile(data: bytes) -> bytes:
    """Return the colour profile with its numbers and without its words, in the same length."""
    count = int.from_bytes(data[PROFILE_HEAD : PROFILE_HEAD + 4], "big")
    end = PROFILE_HEAD + 4 + ENTRY_BYTES * count
    if len(data) < end:
        raise Refusal("corrupt")
    bare = bytearray(len(data))
    bare[:end] = data[:end]
    for first, last in TELLING_HEAD:
        bare[first:last] = bytes(last - first)
    for at in range(PROFILE_HEAD + 4, end, ENTRY_BYTES):
        first = int.from_bytes(data[at + 4 : at + 8], "big")
        last = first + int.from_bytes(data[at + 8 : at + 12], "big")
        if not end <= first <= last <= len(data):
            raise Refusal("corrupt")
        if data[at : at + 4] in TELLING_ENTRIES:
            # It must be there, and may be empty.
            last = min(last, first + TYPE_BYTES)
        bare[first:last] = data[first:last]
    return bytes(bare)
