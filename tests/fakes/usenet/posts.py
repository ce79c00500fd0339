"""Makes posts: files become yEnc articles in a store and one NZB that names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
import hashlib
from random import Random
from xml.sax.saxutils import escape, quoteattr

from . import rar, yenc
from .par2 import Par2, recovery_volumes
from .store import Article, ArticleStore

GROUP = "alt.binaries.test"
POSTER = "poster@news.invalid"
POSTED = datetime(2026, 9, 1, 12, tzinfo=UTC)
ENOUGH = Par2()
_MATROSKA = b"\x1aE\xdf\xa3"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedFile:
    """One file of a post: its name, size in bytes and the message-ids of its articles in order."""

    name: str
    size: int
    message_ids: tuple[str, ...]

    @property
    def recovery(self) -> bool:
        """Say whether this file holds recovery data."""
        return self.name.endswith(".par2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post: what an indexer knows of it, and which articles to lose for which effect."""

    name: str
    posted: datetime
    files: tuple[PostedFile, ...]
    password: str | None = field(default=None, repr=False)
    nzb_password: str | None = field(default=None, repr=False)
    par2: Par2 | None = None
    article_size: int = 10_000

    @property
    def size(self) -> int:
        """Return the size of all files in bytes."""
        return sum(file.size for file in self.files)

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Return every message-id."""
        return tuple(message_id for file in self.files for message_id in file.message_ids)

    @property
    def nzb(self) -> str:
        """Return the NZB (the DTD of newzBin 1.1)."""
        return _nzb(self)

    def within_par2(self) -> tuple[str, ...]:
        """Return message-ids whose loss the recovery volumes mend: two neighbours inside one block."""
        return self._data_ids()[1:3]

    def beyond_par2(self) -> tuple[str, ...]:
        """Return message-ids whose loss damages more blocks than can be mended.

        They are few bytes in many blocks: SABnzbd counts bytes while it downloads, and would otherwise end
        the job there (`fail_hopeless_jobs`) instead of at the repair.
        """
        if self.par2 is None:
            return self._data_ids()[1:2]
        stride = max(1, self.par2.block_size // self.article_size)
        return self._data_ids()[1::stride][: self.par2.blocks + 3]

    def everything(self) -> tuple[str, ...]:
        """Return every message-id: a post that was taken down."""
        return self.article_ids

    def _data_ids(self) -> tuple[str, ...]:
        """Return the message-ids of what is not recovery data."""
        return tuple(
            message_id
            for file in self.files
            if not file.recovery
            for message_id in file.message_ids
        )


def make_post(
    store: ArticleStore,
    name: str,
    files: Mapping[str, bytes],
    *,
    par2: Par2 | None = None,
    article_size: int = 10_000,
    posted: datetime = POSTED,
    password: str | None = None,
    nzb_password: str | None = None,
    seed: int = 0,
) -> Post:
    """Post some files and return what an NZB says of them; raises ToolMissing when par2 is wanted and absent.

    `password` is what the files were encrypted with; `nzb_password` is what the NZB tells of it.
    """
    whole = dict(files)
    if par2 is not None:
        whole |= recovery_volumes(name, files, par2)
    tag = hashlib.sha256(f"{seed}/{posted.timestamp():.0f}/{name}".encode()).hexdigest()[:12]
    listed = tuple(
        _post_file(store, tag, file_name, data, article_size, f"[{at:02}/{len(whole):02}]")
        for at, (file_name, data) in enumerate(whole.items(), 1)
    )
    return Post(
        name=name,
        posted=posted,
        files=listed,
        password=password,
        nzb_password=nzb_password,
        par2=par2,
        article_size=article_size,
    )


def make_release(
    store: ArticleStore,
    name: str,
    *,
    seed: int = 0,
    video_size: int = 600_000,
    volumes: int = 3,
    password: str | None = None,
    nzb_password: str | None = None,
    par2: Par2 | None = ENOUGH,
    posted: datetime = POSTED,
) -> Post:
    """Post a release as its name promises: one made-up video in RAR volumes (0: unpacked), and recovery volumes.

    A password encrypts the video; `nzb_password` is what the NZB tells of it.
    """
    content = video(video_size, seed=seed, name=name)
    files = {f"{name}.mkv": content}
    if volumes:
        packed = rar.archive(f"{name}.mkv", content, volumes=volumes, password=password, seed=seed)
        ends = (
            [f".part{number:02}" for number in range(1, len(packed) + 1)]
            if len(packed) > 1
            else [""]
        )
        files = {f"{name}{end}.rar": volume for end, volume in zip(ends, packed, strict=True)}
    return make_post(
        store,
        name,
        files,
        par2=par2,
        posted=posted,
        password=password,
        nzb_password=nzb_password,
        seed=seed,
    )


def lost_post(name: str, *, seed: int = 0, posted: datetime = POSTED) -> Post:
    """Return a post of one small file whose articles no server has: the cheapest download that fails."""
    tag = hashlib.sha256(f"{seed}/lost/{name}".encode()).hexdigest()[:12]
    only = PostedFile(
        name=f"{name}.mkv", size=10_000, message_ids=(_message_id(tag, f"{name}.mkv", 1),)
    )
    return Post(name=name, posted=posted, files=(only,))


def video(size: int, *, seed: int = 0, name: str = "") -> bytes:
    """Return bytes that begin as a Matroska file does and cannot be compressed."""
    return _MATROSKA + Random(f"{seed}/{name}").randbytes(max(0, size - len(_MATROSKA)))


def _post_file(
    store: ArticleStore, tag: str, name: str, data: bytes, article_size: int, position: str
) -> PostedFile:
    """Put the articles of one file into the store."""
    chunks = [data[at : at + article_size] for at in range(0, len(data), article_size)] or [b""]
    message_ids = tuple(_message_id(tag, name, number) for number in range(1, len(chunks) + 1))
    for number, (chunk, message_id) in enumerate(zip(chunks, message_ids, strict=True), 1):
        body = yenc.part(
            name,
            chunk,
            number=number,
            total=len(chunks),
            offset=(number - 1) * article_size,
            file_size=len(data),
        )
        head = "\r\n".join(
            (
                f"Message-ID: <{message_id}>",
                f"Newsgroups: {GROUP}",
                f"From: {POSTER}",
                f'Subject: {position} - "{name}" yEnc ({number}/{len(chunks)})',
            )
        )
        store.put(message_id, Article(head=head.encode(), body=body))
    return PostedFile(name=name, size=len(data), message_ids=message_ids)


def _message_id(tag: str, name: str, number: int) -> str:
    """Return a message-id that can be read: which post, which file, which part."""
    return f"{tag}.{name.replace(' ', '_')}.p{number:04}@news.invalid"


def _nzb(post: Post) -> str:
    """Return the NZB of a post."""
    stamp = int(post.posted.timestamp())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE nzb PUBLIC "-//newzBin//DTD NZB 1.1//EN" "http://www.newzbin.com/DTD/nzb/nzb-1.1.dtd">',
        '<nzb xmlns="http://www.newzbin.com/DTD/2003/nzb">',
    ]
    if post.nzb_password is not None:
        lines.append(f'<head><meta type="password">{escape(post.nzb_password)}</meta></head>')
    for at, file in enumerate(post.files, 1):
        lines += _nzb_file(file, f"[{at:02}/{len(post.files):02}]", stamp, post.article_size)
    return "\n".join((*lines, "</nzb>", ""))


def _nzb_file(file: PostedFile, position: str, stamp: int, article_size: int) -> Sequence[str]:
    """Return the lines of one file."""
    total = len(file.message_ids)
    subject = quoteattr(f'{position} - "{file.name}" yEnc (1/{total})')
    sizes = [article_size] * (total - 1) + [file.size - article_size * (total - 1)]
    segments = (
        f'<segment bytes="{size}" number="{number}">{escape(message_id)}</segment>'
        for number, (size, message_id) in enumerate(zip(sizes, file.message_ids, strict=True), 1)
    )
    return (
        f'<file poster={quoteattr(POSTER)} date="{stamp}" subject={subject}>',
        f"<groups><group>{GROUP}</group></groups><segments>",
        *segments,
        "</segments></file>",
    )
