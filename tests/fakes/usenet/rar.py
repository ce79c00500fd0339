"""Writes RAR 5.0 archives with one stored file, plain or encrypted, in volumes (rarlab.com/technote.htm).

The file's data is encrypted, its name stays readable: SABnzbd sees that from the first volume that arrives.
"""

from dataclasses import dataclass
import hashlib
from random import Random
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SIGNATURE = b"Rar!\x1a\x07\x01\x00"
_MAIN, _FILE, _END = 1, 2, 5
_HAS_EXTRA, _HAS_DATA, _SPLIT_BEFORE, _SPLIT_AFTER = 0x01, 0x02, 0x08, 0x10
_VOLUME, _HAS_VOLUME_NUMBER = 0x01, 0x02
_NOT_THE_LAST = 0x01
_HAS_CRC32 = 0x04
_UNIX = 1
_MODE_644 = 0o100644
_ENCRYPTION_RECORD = 1
_PASSWORD_CHECK = 0x01
_KDF_POWER = 15
_AES_BLOCK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """A file as it lies in the archive: its own size and checksum, its stored bytes and its encryption record."""

    name: bytes
    size: int
    crc32: int
    data: bytes
    extra: bytes


def archive(
    name: str, content: bytes, *, volumes: int = 1, password: str | None = None, seed: int = 0
) -> tuple[bytes, ...]:
    """Return the volumes of an archive with one file; equal input gives equal bytes, encrypted or not."""
    data, extra = (
        (content, b"") if password is None else _encrypted(content, password, Random(seed))
    )
    stored = _Stored(
        name=name.encode(), size=len(content), crc32=zlib.crc32(content), data=data, extra=extra
    )
    step = -(-len(data) // volumes)
    step += -step % _AES_BLOCK
    chunks = [data[at : at + step] for at in range(0, len(data), step)] or [b""]
    return tuple(_volume(stored, chunk, number, len(chunks)) for number, chunk in enumerate(chunks))


def _volume(stored: _Stored, chunk: bytes, number: int, total: int) -> bytes:
    """Return volume `number` of `total` (from 0) with its part of the file."""
    first, last = number == 0, number == total - 1
    main = (
        _vint(0)
        if total == 1
        else _vint(_VOLUME)
        if first
        else _vint(_VOLUME | _HAS_VOLUME_NUMBER) + _vint(number)
    )
    split = (0 if first else _SPLIT_BEFORE) | (0 if last else _SPLIT_AFTER)
    # The checksum of a part that goes on is that of its stored bytes, the last one's is that of the whole file.
    crc32 = stored.crc32 if last else zlib.crc32(chunk)
    fields = (
        _vint(_HAS_CRC32)
        + _vint(stored.size)
        + _vint(_MODE_644)
        + crc32.to_bytes(4, "little")
        + _vint(0)
        + _vint(_UNIX)
        + _vint(len(stored.name))
        + stored.name
    )
    return b"".join(
        (
            SIGNATURE,
            _block(_MAIN, main),
            _block(_FILE, fields, flags=split, extra=stored.extra, data=chunk),
            _block(_END, _vint(0 if last else _NOT_THE_LAST)),
        )
    )


def _block(
    kind: int, fields: bytes, *, flags: int = 0, extra: bytes = b"", data: bytes | None = None
) -> bytes:
    """Return one block: checksum, size, type, flags, sizes of what follows, fields, extra area, data."""
    flags |= (_HAS_EXTRA if extra else 0) | (_HAS_DATA if data is not None else 0)
    header = _vint(kind) + _vint(flags)
    if extra:
        header += _vint(len(extra))
    if data is not None:
        header += _vint(len(data))
    header += fields + extra
    sized = _vint(len(header)) + header
    return zlib.crc32(sized).to_bytes(4, "little") + sized + (data or b"")


def _encrypted(data: bytes, password: str, random: Random) -> tuple[bytes, bytes]:
    """Return the data of a file under AES-256-CBC and its encryption record."""
    salt, iv = random.randbytes(16), random.randbytes(16)
    rounds = 1 << _KDF_POWER
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    folded = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds + 32)
    check = bytes(
        folded[at] ^ folded[at + 8] ^ folded[at + 16] ^ folded[at + 24] for at in range(8)
    )
    record = (
        _vint(_ENCRYPTION_RECORD)
        + _vint(0)
        + _vint(_PASSWORD_CHECK)
        + bytes((_KDF_POWER,))
        + salt
        + iv
        + check
        + hashlib.sha256(check).digest()[:4]
    )
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    padded = data + b"\0" * (-len(data) % _AES_BLOCK)
    return cipher.update(padded) + cipher.finalize(), _vint(len(record)) + record


def _vint(number: int) -> bytes:
    """Return a number in seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
