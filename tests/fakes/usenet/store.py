"""Where the articles lie: one file an article in one folder, so that several processes can share them."""

from dataclasses import dataclass
import hashlib
from pathlib import Path

_SEPARATOR = b"\r\n\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its header lines and its body, both with CRLF line ends."""

    head: bytes
    body: bytes


class ArticleStore:
    """Articles by message-id. Names of files are hashes, so that no message-id can leave the folder."""

    def __init__(self, folder: Path) -> None:
        """Use (and make) a folder."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, message_id: str, article: Article) -> None:
        """Keep one article."""
        self._path(message_id).write_bytes(article.head + _SEPARATOR + article.body)

    def get(self, message_id: str) -> Article | None:
        """Return the article with this message-id (without angle brackets), None when there is none."""
        try:
            raw = self._path(message_id).read_bytes()
        except FileNotFoundError:
            return None
        head, _, body = raw.partition(_SEPARATOR)
        return Article(head=head, body=body)

    def remove(self, message_id: str) -> None:
        """Forget one article, as a take-down does."""
        self._path(message_id).unlink(missing_ok=True)

    def __len__(self) -> int:
        """Return how many articles there are."""
        return sum(1 for _ in self.folder.glob("*.article"))

    def _path(self, message_id: str) -> Path:
        """Return the file of one message-id."""
        return self.folder / f"{hashlib.sha256(message_id.encode()).hexdigest()}.article"
