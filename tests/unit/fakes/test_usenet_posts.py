"""The posts: what is posted comes back, and the real par2 and unrar agree."""

from pathlib import Path
import subprocess
from xml.etree import ElementTree as ET

from hypothesis import given, strategies as st
import pytest

from tests.fakes.usenet import (
    Article,
    ArticleStore,
    Par2,
    find_tool,
    has_tool,
    lost_post,
    make_release,
    video,
)
from tests.fakes.usenet.yenc import LINE_LENGTH, encode

from .reading import NAME, decoded, files_of, post

NZB = "{http://www.newzbin.com/DTD/2003/nzb}"
needs_par2 = pytest.mark.skipif(not has_tool("par2"), reason="no par2: run scripts/setup")
needs_unrar = pytest.mark.skipif(not has_tool("unrar"), reason="no unrar: run scripts/setup")


@given(st.binary(max_size=2_000))
def test_what_is_encoded_can_be_decoded_and_breaks_no_line(content: bytes) -> None:
    """No byte that NNTP or yEnc reserves appears unescaped."""
    encoded = encode(content)
    lines = encoded.split(b"\r\n")
    assert all(len(line) <= LINE_LENGTH + 1 for line in lines)
    assert not any(value in line for line in lines for value in (b"\0", b"\r", b"\n"))


@given(st.binary(max_size=30_000))
def test_a_posted_file_comes_back_whole(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Any content, any number of parts."""
    store = ArticleStore(tmp_path_factory.mktemp("articles"))
    made = post(store, content)
    articles = [store.get(message_id) for message_id in made.article_ids]
    assert b"".join(decoded(article.body) for article in articles if article) == content


def test_no_message_id_leaves_the_folder(tmp_path: Path) -> None:
    """A name with path separators is only a name."""
    store = ArticleStore(tmp_path / "articles")
    store.put("../../evil", Article(head=b"", body=b"x"))
    assert len(store) == 1
    assert [path.parent for path in tmp_path.rglob("*.article")] == [tmp_path / "articles"]
    store.remove("../../evil")
    assert store.get("../../evil") is None


def test_the_nzb_names_every_article_of_the_post(tmp_path: Path) -> None:
    """What is escaped in XML comes out as it was."""
    made = make_release(
        ArticleStore(tmp_path), NAME, par2=None, password="a<b", nzb_password="a<b", volumes=3
    )
    nzb = ET.fromstring(made.nzb)  # noqa: S314 - written by the code under test
    named = [segment.text for segment in nzb.iter(f"{NZB}segment")]
    assert tuple(named) == made.article_ids
    assert [file.name for file in made.files] == [f"{NAME}.part0{n}.rar" for n in (1, 2, 3)]
    assert nzb.findtext(f"{NZB}head/{NZB}meta") == "a<b"
    assert {file.get("date") for file in nzb.iter(f"{NZB}file")} == {
        str(int(made.posted.timestamp()))
    }


def test_the_same_seed_makes_the_same_post_and_another_one_another(tmp_path: Path) -> None:
    """Encryption included."""

    def release(folder: str, seed: int) -> tuple[str, set[bytes]]:
        store = ArticleStore(tmp_path / folder)
        nzb = make_release(store, NAME, seed=seed, par2=None, password="x").nzb
        return nzb, {path.read_bytes() for path in store.folder.iterdir()}

    assert release("one", 1) == release("two", 1)
    assert release("three", 2)[0] != release("one", 1)[0]


def test_a_lost_post_has_no_article_anywhere(tmp_path: Path) -> None:
    """It is an NZB and nothing else."""
    store = ArticleStore(tmp_path)
    made = lost_post(NAME)
    assert [store.get(message_id) for message_id in made.article_ids] == [None]
    assert made.article_ids[0] in made.nzb


@needs_par2
def test_par2_mends_what_the_post_says_it_mends(tmp_path: Path) -> None:
    """The real par2 judges."""
    store = ArticleStore(tmp_path / "articles")
    made = make_release(store, NAME, par2=Par2(block_size=40_000, blocks=4))

    def repaired(lost: tuple[str, ...], folder: Path) -> bool:
        folder.mkdir()
        files_of(folder, made, store, lost=lost)
        command = [str(find_tool("par2")), "repair", "-q", f"{NAME}.par2"]
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0

    assert repaired(made.within_par2(), tmp_path / "within")
    assert not repaired(made.beyond_par2(), tmp_path / "beyond")


@needs_unrar
@pytest.mark.parametrize("password", [None, "open sesame"])
@pytest.mark.parametrize("volumes", [1, 3])
def test_unrar_unpacks_the_volumes(tmp_path: Path, volumes: int, password: str | None) -> None:
    """The real unrar judges, and takes no wrong password."""
    store = ArticleStore(tmp_path / "articles")
    made = make_release(store, NAME, par2=None, password=password, volumes=volumes)
    files_of(tmp_path, made, store)

    def unpacked(word: str) -> bool:
        command = [str(find_tool("unrar")), "x", "-y", f"-p{word}", made.files[0].name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        return done.returncode == 0

    if password:
        assert not unpacked("-")
        assert not unpacked("guess")
    assert unpacked(password or "-")
    assert (tmp_path / f"{NAME}.mkv").read_bytes() == video(600_000, name=NAME)
