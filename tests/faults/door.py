"""A door before a service, on a port of its own, that misbehaves when it is told to.

What passes through it passes unchanged, so that signatures and passwords hold; before a server that
speaks TLS it speaks TLS itself, with a certificate of its own.
"""

import asyncio
import ssl
import struct
import subprocess
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET
from typing import Any, Self, TypeAlias

CHUNK = 64 * 1024
# SSLRequest: a length of 8, then this number (PostgreSQL, Message Formats).
POSTGRES_SSL_REQUEST = struct.pack("!II", 8, 80877103)


class Fault(StrEnum):
    REFUSED = "refused"
    SLOW = "slow"
    FORBIDDEN = "forbidden"
    KILLED = "killed"


Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter


async def forbid_http(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(
        b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n"
        b"Connection: close\r\n\r\nForbidden"
    )


async def forbid_smtp(reader: Reader, writer: Writer) -> None:
    # 421 rather than 554: a server that sends its callers away for now (RFC 5321, 3.8).
    writer.write(b"421 4.7.0 Not now\r\n")


async def forbid_postgresql(reader: Reader, writer: Writer) -> None:
    if await reader.readexactly(8) == POSTGRES_SSL_REQUEST:
        writer.write(b"N")
        await reader.read(CHUNK)
    fields = b"SFATAL\0VFATAL\0C28000\0Mrole is not permitted to log in\0\0"
    writer.write(b"E" + struct.pack("!I", 4 + len(fields)) + fields)


@dataclass(frozen=True)
class Service:
    """Where a service is, and how it says no."""

    name: str
    host: str
    port: int
    forbid: Callable[[Reader, Writer], Awaitable[None]]
    ca: str = ""
    # How long each piece of a conversation takes while it is slow; for ever when None.
    slow_for: float | None = None


class Door:
    def __init__(self, service: Service, folder: Path) -> None:
        self.service = service
        self.fault: Fault | None = None
        self.certificate = folder / f"{service.name}.crt"
        self._inside: ssl.SSLContext | None = None
        self._outside: ssl.SSLContext | None = None
        if service.ca:
            self._inside, self._outside = self._tls(folder)
        self._open: set[Writer] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = 0
        self._server = self._do(self._listen())
        self.port = self._server.sockets[0].getsockname()[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def become(self, fault: Fault | None) -> None:
        """Begin a fault, or with None serve as before. What is open now is cut off."""
        self._do(self._become(fault))

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(
            self._answer, "127.0.0.1", self.port, ssl=self._inside, reuse_address=True
        )

    async def _close(self) -> None:
        self._server.close()
        self._cut()
        ours = asyncio.all_tasks() - {asyncio.current_task()}
        for task in ours:
            task.cancel()
        await asyncio.gather(*ours, return_exceptions=True)

    async def _become(self, fault: Fault | None) -> None:
        was, self.fault = self.fault, fault
        if fault is Fault.REFUSED:
            self._server.close()
        elif was is Fault.REFUSED:
            self._server = await self._listen()
        self._cut()

    def _cut(self) -> None:
        for writer in list(self._open):
            reset(writer)

    async def _answer(self, reader: Reader, writer: Writer) -> None:
        self._open.add(writer)
        try:
            if self.fault is Fault.FORBIDDEN:
                await self.service.forbid(reader, writer)
                await writer.drain()
            elif self.fault is Fault.SLOW and self.service.slow_for is None:
                while await reader.read(CHUNK):
                    pass
            else:
                await self._pass_on(reader, writer)
        except (OSError, EOFError, asyncio.LimitOverrunError):
            pass  # Either side may leave at any moment: that is what is tried here.
        finally:
            self._open.discard(writer)
            writer.close()

    async def _pass_on(self, reader: Reader, writer: Writer) -> None:
        host, port = self.service.host, self.service.port
        there, back = await asyncio.open_connection(host, port, ssl=self._outside)
        self._open.add(back)
        try:
            await asyncio.wait(
                [
                    asyncio.create_task(self._pump(reader, back)),
                    asyncio.create_task(self._pump(there, writer, is_answer=True)),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            self._open.discard(back)
            back.close()

    async def _pump(self, source: Reader, target: Writer, *, is_answer: bool = False) -> None:
        try:
            while data := await source.read(CHUNK):
                if self.fault is Fault.SLOW:
                    await asyncio.sleep(self.service.slow_for or 0)
                if self.fault is Fault.KILLED and is_answer:
                    # It did what it was asked and died before it could say so.
                    reset(target)
                    return
                target.write(data)
                await target.drain()
        except OSError:
            pass

    def _tls(self, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
        key = folder / f"{self.service.name}.key"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
            + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
            + ["-keyout", str(key), "-out", str(self.certificate)],
            check=True,
            capture_output=True,
        )
        inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        inside.load_cert_chain(self.certificate, key)
        outside = ssl.create_default_context(cafile=self.service.ca)
        return inside, outside


def reset(writer: Writer) -> None:
    """End a connection as a process that is killed does: at once, with a reset."""
    socket = writer.get_extra_info("socket")
    if socket is not None:
        socket.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
