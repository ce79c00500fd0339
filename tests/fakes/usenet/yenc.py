"""The yEnc encoding of an article's body (yEnc draft 1.3)."""

import zlib

LINE_LENGTH = 128
_SHIFTED = bytes((value + 42) % 256 for value in range(256))
_CRITICAL = frozenset(b"\0\n\r=")


def encode(data: bytes) -> bytes:
    """Return the encoded lines of some bytes, joined by CRLF and without a final one."""
    lines: list[bytes] = []
    line = bytearray()
    for value in data.translate(_SHIFTED):
        if value in _CRITICAL:
            line += bytes((ord("="), (value + 64) % 256))
        else:
            line.append(value)
        if len(line) >= LINE_LENGTH:
            lines.append(bytes(line))
            line.clear()
    if line:
        lines.append(bytes(line))
    return b"\r\n".join(lines)


def part(name: str, chunk: bytes, *, number: int, total: int, offset: int, file_size: int) -> bytes:
    """Return the body of part `number` of `total` (from 1), which begins `offset` bytes into the file."""
    return b"\r\n".join(
        (
            f"=ybegin part={number} total={total} line={LINE_LENGTH} size={file_size} name={name}".encode(),
            f"=ypart begin={offset + 1} end={offset + len(chunk)}".encode(),
            encode(chunk),
            f"=yend size={len(chunk)} part={number} pcrc32={zlib.crc32(chunk):08x}".encode(),
        )
    )
