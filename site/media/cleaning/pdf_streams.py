"""Streams of a PDF: pictures without what cameras wrote, colour profiles without their makers."""

import zlib
from typing import Any

from pikepdf import Array, Name, PdfError, Stream, StreamDecodeLevel

from media.cleaning import limits, streams
from media.cleaning.refusal import Refusal

HOW_IT_IS_PACKED = {"/Length", "/Filter", "/DecodeParms"}
KEPT_IN_PICTURE = {
    *HOW_IT_IS_PACKED, "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/Decode",
    "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask", "/Interpolate", "/SMask", "/SMaskInData",
    "/Matte", "/Name", "/StructParent", "/OC",
}  # fmt: skip
KEPT_IN_FORM = {
    *HOW_IT_IS_PACKED, "/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group",
    "/StructParent", "/StructParents", "/OC", "/Name",
}  # fmt: skip


def clean_stream(stream: Stream) -> None:
    match stream.get("/Subtype"):
        case Name.Image:
            keep(stream, KEPT_IN_PICTURE)
        case Name.Form:
            keep(stream, KEPT_IN_FORM)
    # In its own dictionary; what lies in a file elsewhere is not of this document.
    for key in ("/F", "/FFilter", "/FDecodeParms"):
        if key in stream:
            del stream[key]
    match filters(stream):
        case [*outer, "/DCTDecode" | "/DCT"]:
            replace(stream, streams.bare_jpeg(unpacked(stream, outer)), Name.DCTDecode)
        case [*outer, "/JPXDecode"]:
            replace(stream, streams.bare_jpx(unpacked(stream, outer)), Name.JPXDecode)
        case _ if is_profile(stream):
            stream.write(streams.bare_profile(stream.read_bytes()))


def filters(stream: Stream) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(name) for name in named] if isinstance(named, Array) else [str(named)]


def is_profile(stream: Stream) -> bool:
    """Tell a colour profile by what only it has: how many numbers make a colour, and its sign."""
    if "/N" not in stream or stream.get("/Type") is not None:
        return False
    try:
        return stream.read_bytes(StreamDecodeLevel.generalized)[36:40] == b"acsp"
    except PdfError as error:
        raise Refusal("corrupt") from error


def unpacked(stream: Stream, outer: list[str]) -> bytes:
    """Return the picture as a file; some programs pack what is packed already."""
    data = stream.read_raw_bytes()
    for name in outer:
        if name not in ("/FlateDecode", "/Fl"):
            raise Refusal("picture")
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(data, limits.PDF_STREAM_BYTES)
        except zlib.error as error:
            raise Refusal("corrupt") from error
        if unpacker.unconsumed_tail:
            raise Refusal("too_demanding")
    return data


def replace(stream: Stream, data: bytes, packing: Name) -> None:
    parameters: Any = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[-1]
    stream.write(data, filter=packing, decode_parms=parameters)


def keep(stream: Stream, kept: set[str]) -> None:
    for key in set(stream.keys()) - kept:
        del stream[key]
