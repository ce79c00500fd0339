"""What s6 runs in the container: the data folder, the server, the announcement, and what follows an end."""

from collections.abc import Iterator
import json
import os
from pathlib import Path
import shutil
import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from autoarr_app.backup import COPY, DATABASE

from . import ADDON, S6

SERVICES = S6 / "s6-rc.d"
SCRIPTS = sorted(
    [*SERVICES.glob("*/run"), *SERVICES.glob("*/finish"), *S6.glob("scripts/*")]
)  # fmt: skip
STAND_IN_FOR_USER = """#!/bin/sh
echo "$1" >"$STAND_INS/user"
shift
exec "$@"
"""
STAND_IN_FOR_PYTHON = """#!/bin/sh
umask >"$STAND_INS/umask"
env >"$STAND_INS/environment"
echo "$*" >"$STAND_INS/arguments"
"""
STAND_IN_FOR_HALT = """#!/bin/sh
echo halted >"$STAND_INS/halted"
"""


class Container:
    """The scripts of the image in a folder of their own, with stand-ins for what only s6 has there."""

    def __init__(self, root: Path) -> None:
        """Put everything in its place."""
        self.root = root
        self.bin = root / "bin"
        self.data = root / "data"
        self.program("command/s6-setuidgid", STAND_IN_FOR_USER)
        self.program("run/s6/basedir/bin/halt", STAND_IN_FOR_HALT)
        self.program("bin/python3", STAND_IN_FOR_PYTHON)
        (root / "run/s6-linux-init-container-results").mkdir(parents=True)
        self.data.mkdir()

    def program(self, name: str, text: str) -> None:
        """Write a program."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(0o755)

    def use_python(self) -> None:
        """Let python3 be the real one."""
        self.program("bin/python3", f'#!/bin/sh\nexec {sys.executable} "$@"\n')

    def pretend_uid(self, uid: int) -> None:
        """Let `id` tell another user."""
        self.program("bin/id", f"#!/bin/sh\necho {uid}\n")

    def command(self, script: Path) -> list[str]:
        """Return how a script is run here."""
        text = script.read_text("utf-8")
        for folder in ("/run/", "/command/"):
            text = text.replace(folder, f"{self.root}{folder}")
        copy = self.root / script.relative_to(S6).as_posix().replace("/", "-")
        copy.write_text(text, "utf-8")
        return ["/bin/sh", str(copy)]

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of the container."""
        return {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "PYTHONPATH": str(ADDON),
            "STAND_INS": str(self.root),
            "AUTOARR_DATA_DIR": str(self.data),
            **more,
        }

    def run(self, script: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a script to its end."""
        return subprocess.run(
            [*self.command(script), *arguments],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
        )

    def said(self, name: str) -> str:
        """Return what a stand-in wrote down."""
        path = self.root / name
        return path.read_text("utf-8").strip() if path.exists() else ""


@pytest.fixture(name="container")
def container_fixture(tmp_path: Path) -> Container:
    """Return a container."""
    return Container(tmp_path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(S6).as_posix())
def test_a_script_can_be_run(script: Path) -> None:
    """By its bit and by its form; it keeps the environment only where it needs it."""
    assert script.stat().st_mode & 0o111
    first = script.read_text("utf-8").splitlines()[0]
    assert first == ("#!/bin/sh" if script.name == "finish" else "#!/command/with-contenv sh")
    subprocess.run(["/bin/sh", "-n", str(script)], check=True)
    if shellcheck := shutil.which("shellcheck"):
        subprocess.run([shellcheck, "--shell=sh", str(script)], check=True)


def test_the_services_are_described_as_s6_wants_them() -> None:
    """Each with a type and what it needs, all of them started, in an order that exists."""
    services = {path.parent.name for path in SERVICES.glob("*/type")}
    assert services == {"init-data", "autoarr", "discovery"}
    started = {path.name for path in (SERVICES / "user/contents.d").iterdir()}
    assert started == services
    needs = {
        name: {path.name for path in (SERVICES / name / "dependencies.d").iterdir()}
        for name in services
    }
    assert needs == {
        "init-data": {"base"},
        "autoarr": {"init-data"},
        "discovery": {"autoarr"},
    }
    for name in services:
        kind = (SERVICES / name / "type").read_text("ascii").strip()
        if kind == "oneshot":
            program = (SERVICES / name / "up").read_text("ascii").strip()
            assert (S6.parents[1] / program.lstrip("/")).is_file()
        else:
            assert kind == "longrun"
            assert (SERVICES / name / "run").is_file()
            assert (SERVICES / name / "finish").is_file()


def test_the_server_runs_as_its_own_user_without_the_supervisors_token(
    container: Container,
) -> None:
    """It could do harm with it and has no use for it; its files are for nobody else."""
    container.pretend_uid(0)
    done = container.run(
        SERVICES / "autoarr/run",
        SUPERVISOR_TOKEN="made-up",
        HASSIO_TOKEN="made-up",
        AUTOARR_MODEL="none",
    )
    assert done.returncode == 0, done.stderr
    assert container.said("user") == "autoarr"
    assert container.said("arguments") == "-m autoarr_app"
    assert "made-up" not in container.said("environment")
    assert "AUTOARR_MODEL=none" in container.said("environment")
    assert container.said("umask") == "0077"


def test_a_container_that_is_not_run_by_root_keeps_its_user(container: Container) -> None:
    """There is nothing to change it with."""
    container.pretend_uid(8099)
    for service, module in (
        ("autoarr", "autoarr_app"),
        ("discovery", "autoarr_app.discovery"),
    ):
        assert container.run(SERVICES / service / "run").returncode == 0
        assert container.said("arguments") == f"-m {module}"
        assert container.said("user") == ""


def test_the_announcement_has_the_supervisors_token(container: Container) -> None:
    """And the server's user."""
    container.pretend_uid(0)
    container.run(SERVICES / "discovery/run", SUPERVISOR_TOKEN="made-up")
    assert container.said("user") == "autoarr"
    assert "SUPERVISOR_TOKEN=made-up" in container.said("environment")


def test_what_is_done_once_is_done_once(container: Container) -> None:
    """125 is how s6 is told not to run a service again, however it ended."""
    for status in ("0", "1", "256"):
        assert container.run(SERVICES / "discovery/finish", status, "15").returncode == 125


@pytest.mark.parametrize("status", ["1", "2", "127"])
def test_a_status_of_the_server_ends_the_container_with_it(
    status: str, container: Container
) -> None:
    """A wrong option stays wrong; the Supervisor shows that the app has ended, and its log says why."""
    done = container.run(SERVICES / "autoarr/finish", status, "0")
    assert done.returncode == 0
    assert container.said("run/s6-linux-init-container-results/exitcode") == status
    assert container.said("halted") == "halted"
    assert f"status {status}" in done.stderr


@pytest.mark.parametrize(("status", "number"), [("0", "0"), ("256", "9"), ("256", "15")])
def test_a_server_that_was_killed_is_started_again(
    status: str, number: str, container: Container
) -> None:
    """By s6, within the same container."""
    done = container.run(SERVICES / "autoarr/finish", status, number)
    assert done.returncode == 0
    assert container.said("halted") == ""
    assert container.said("run/s6-linux-init-container-results/exitcode") == ""


def test_a_restored_backup_is_put_in_its_place_before_the_server_starts(
    container: Container,
) -> None:
    """Also in a container that is not run by root."""
    container.use_python()
    container.pretend_uid(8099)
    (container.data / COPY).write_bytes(b"a history")
    done = container.run(S6 / "scripts/init-data")
    assert done.returncode == 0, done.stderr
    assert (container.data / DATABASE).read_bytes() == b"a history"
    assert not (container.data / COPY).exists()


def test_a_folder_that_cannot_be_written_stops_the_start(container: Container) -> None:
    """Otherwise a new history would begin, and the restored one be taken for a leftover."""
    container.use_python()
    container.pretend_uid(8099)
    (container.data / COPY).write_bytes(b"a history")
    (container.data / f"{DATABASE}-wal").mkdir()
    done = container.run(S6 / "scripts/init-data")
    assert done.returncode == 1
    assert "backup: restore in" in done.stdout
    assert (container.data / COPY).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_data_folder_becomes_the_servers(container: Container) -> None:
    """The Supervisor writes the options as root, for root alone; links are not followed."""
    options = container.data / "options.json"
    options.write_text("{}", "ascii")
    options.chmod(0o600)
    elsewhere = container.root / "elsewhere"
    elsewhere.touch()
    (container.data / "link").symlink_to(elsewhere)
    script = container.root / "init-data"
    text = (S6 / "scripts/init-data").read_text("utf-8")
    text = text.replace("/command/s6-setuidgid autoarr", "").replace("autoarr:autoarr", "8099:8099")
    script.write_text(text.replace("-user autoarr", "-user 8099"), "utf-8")
    done = subprocess.run(
        ["/bin/sh", str(script)],
        env=container.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert options.stat().st_uid == 8099
    assert options.stat().st_mode & 0o777 == 0o600
    assert container.data.stat().st_gid == 8099
    assert elsewhere.stat().st_uid == 0


@pytest.fixture(name="port")
def port_fixture() -> int:
    """Return a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@pytest.fixture(name="server")
def server_fixture(container: Container, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Return the server as its service runs it."""
    container.use_python()
    with subprocess.Popen(
        container.command(SERVICES / "autoarr/run"),
        env=container.environment(
            AUTOARR_PORT=str(port), AUTOARR_HOST="127.0.0.1", AUTOARR_MODEL="none"
        ),
        cwd=container.data,
        stdout=subprocess.DEVNULL,
    ) as server:
        try:
            yield server
        finally:
            server.kill()


def test_the_server_of_the_image_answers_and_ends_well(
    container: Container, server: subprocess.Popen[bytes], port: int
) -> None:
    """The liveness that watchdog and health check ask for; a stop ends it with status 0."""
    url = f"http://127.0.0.1:{port}/api/v1/health"
    for _ in range(300):
        assert server.poll() is None
        try:
            with urlopen(url, timeout=5) as answer:
                assert json.load(answer) == {"status": "ok"}
            break
        except URLError, ConnectionError:
            time.sleep(0.1)
    else:
        pytest.fail("the server does not answer")
    token = container.data / "token"
    assert token.stat().st_mode & 0o777 == 0o600
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) == 0
