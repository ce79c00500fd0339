"""Reads posts back as a news reader does."""

from pathlib import Path
import zlib

from tests.fakes.usenet import ArticleStore, Post, make_post

NAME = "Some.Movie.2020.1080p.WEB-DL.H264-GRP"


def post(store: ArticleStore, content: bytes = b"x" * 25_000) -> Post:
    """Post one small file in three articles."""
    return make_post(store, NAME, {f"{NAME}.mkv": content})


def decoded(body: bytes) -> bytes:
    """Decode a yEnc part and check its size and checksum."""
    begin, _, rest = body.partition(b"\r\n")
    part, _, rest = rest.partition(b"\r\n")
    encoded, _, end = rest.rpartition(b"\r\n")
    assert (begin[:7], part[:6], end[:5]) == (b"=ybegin", b"=ypart", b"=yend")
    out = bytearray()
    escaped = False
    for value in encoded.replace(b"\r\n", b""):
        if value == ord("=") and not escaped:
            escaped = True
            continue
        out.append((value - 42 - (64 if escaped else 0)) % 256)
        escaped = False
    told = dict(word.split(b"=") for word in end.split()[1:])
    assert int(told[b"size"]) == len(out)
    assert int(told[b"pcrc32"], 16) == zlib.crc32(out)
    return bytes(out)


def files_of(folder: Path, made: Post, store: ArticleStore, *, lost: tuple[str, ...] = ()) -> None:
    """Write the files of a post as they were downloaded: what was lost is full of zeros."""
    for file in made.files:
        whole = bytearray()
        for message_id in file.message_ids:
            article = store.get(message_id)
            assert article is not None
            chunk = decoded(article.body)
            whole += b"\0" * len(chunk) if message_id in lost else chunk
        (folder / file.name).write_bytes(whole)
