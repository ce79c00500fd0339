"""The recipe of the image, its build of llama.cpp, its confinement and its workflow."""

from collections.abc import Iterator
import os
from pathlib import Path
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from . import ADDON, ROOT, S6

TIDY = ADDON / "llama-tidy.sh"
WORKFLOW = ROOT / ".github/workflows/app.yml"
BASE = re.compile(
    r"ghcr\.io/home-assistant/base-python:3\.14-alpine\d+\.\d+(?:@sha256:[0-9a-f]{64})?"
)


def instructions() -> list[tuple[str, str]]:
    """Return each instruction of the recipe with what follows it."""
    text = re.sub(r"^#.*\n", "", (ADDON / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [
        (name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines) if name
    ]


def values(name: str) -> list[str]:
    """Return what follows each instruction of that name."""
    return [rest for found, rest in instructions() if found == name]


def last_stage() -> list[tuple[str, str]]:
    """Return the instructions that make the image itself."""
    steps = instructions()
    start = max(i for i, (name, _) in enumerate(steps) if name == "FROM")
    return steps[start:]


def test_the_base_is_named_with_its_version() -> None:
    """In the recipe itself: the Supervisor hands no base over any more."""
    first, *others = values("FROM")
    assert BASE.fullmatch(first.partition(" AS ")[0])
    assert all(stage.split()[0] == "base" for stage in others)
    recipe = (ADDON / "Dockerfile").read_text("utf-8")
    assert "BUILD_FROM" not in recipe
    assert "latest" not in recipe
    assert first.partition(" AS ")[0].partition("@")[0] in WORKFLOW.read_text("utf-8")


def test_nothing_is_installed_but_what_the_locks_hold() -> None:
    """With hashes; what was compiled here is installed without an index."""
    commands = [part for run in values("RUN") for part in run.split("&&") if "pip " in part]
    installs = [part for part in commands if " install " in part or " wheel " in part]
    assert len(installs) == 4
    for command in installs:
        assert "--require-hashes" in command or "--no-index" in command, command
    assert 'PIP_EXTRA_INDEX_URL=""' in values("ENV")[0]


def test_the_last_stage_holds_no_compiler() -> None:
    """It takes the finished folder over and installs nothing."""
    assert not [
        rest for name, rest in last_stage() if name == "RUN" and re.search(r"\b(?:apk|pip)\b", rest)
    ]
    copied = [rest for name, rest in last_stage() if name == "COPY"]
    assert copied == ["--from=build /opt/autoarr /opt/autoarr", "rootfs /"]


def test_what_is_copied_is_there_and_not_ignored() -> None:
    """A path that the build cannot see fails it after ten minutes of compiling."""
    ignored = (ADDON / ".dockerignore").read_text("utf-8").splitlines()
    wanted = {line[1:] for line in ignored if line.startswith("!")}
    for copy in values("COPY"):
        if copy.startswith("--from"):
            continue
        for source in copy.split()[:-1]:
            assert (ADDON / source).exists(), source
            assert any(Path(source).match(pattern) for pattern in wanted), source


def test_llama_is_compiled_with_the_options_that_the_tests_use() -> None:
    """One file names them, for every processor at once."""
    options = (ADDON / "llama-build.env").read_text("utf-8")
    for option in ("GGML_NATIVE=OFF", "GGML_BACKEND_DL=ON", "GGML_CPU_ALL_VARIANTS=ON"):
        assert f"-D{option}" in options
    assert any(". ./llama-build.env" in run for run in values("RUN"))


@pytest.fixture(name="site")
def site_fixture(tmp_path: Path) -> Path:
    """Return what a wheel of llama.cpp leaves: every library three times."""
    lib = tmp_path / "llama_cpp" / "lib"
    (lib / "cmake" / "llama").mkdir(parents=True)
    (lib / "pkgconfig").mkdir()
    (tmp_path / "llama_cpp" / "include").mkdir()
    (tmp_path / "llama_cpp" / "__init__.py").touch()
    for name in ("libllama", "libggml", "libggml-base", "libllama-common"):
        for ending in (".so", ".so.0", ".so.0.25.3"):
            (lib / f"{name}{ending}").write_bytes(f"the library {name}".encode())
    (lib / "libggml-cpu-haswell.so").write_bytes(b"for processors with AVX2")
    return tmp_path


def test_a_library_with_three_names_is_one_file(site: Path) -> None:
    """Loaders that know a file by its inode alone would load it three times."""
    subprocess.run(["/bin/sh", str(TIDY), str(site)], check=True)
    lib = site / "llama_cpp" / "lib"
    for name in ("libllama", "libggml", "libggml-base"):
        files = {
            (lib / f"{name}{ending}").stat().st_ino for ending in (".so", ".so.0", ".so.0.25.3")
        }
        assert len(files) == 1
    assert (lib / "libggml.so").read_bytes() == b"the library libggml"
    assert (lib / "libggml-cpu-haswell.so").is_file()
    assert not list(lib.glob("libllama-common*"))
    assert not (site / "llama_cpp" / "include").exists()
    assert (site / "llama_cpp" / "__init__.py").exists()
    subprocess.run(["/bin/sh", str(TIDY), str(site)], check=True)


def test_libraries_that_differ_are_not_taken_for_one(site: Path) -> None:
    """Then the wheel is made otherwise than we think, and somebody has to look."""
    (site / "llama_cpp" / "lib" / "libggml.so.0").write_bytes(b"another one")
    done = subprocess.run(
        ["/bin/sh", str(TIDY), str(site)], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "libggml.so.0 is not" in done.stderr


def test_the_server_has_a_user_of_its_own_and_the_data_folder() -> None:
    """With fixed numbers, so that Docker can be told to start with them."""
    stage = last_stage()
    run = " ".join(rest for name, rest in stage if name == "RUN")
    assert "adduser" in run
    assert "-u 8099" in run
    assert "-m 0700 /data" in run
    environment = " ".join(rest for name, rest in stage if name == "ENV")
    assert "AUTOARR_DATA_DIR=/data" in environment
    assert "AUTOARR_HOST=0.0.0.0" in environment
    assert "S6_READ_ONLY_ROOT=1" in environment


def test_docker_asks_for_liveness_too() -> None:
    """Where there is no watchdog of the Supervisor."""
    [check] = values("HEALTHCHECK")
    assert "/api/v1/health" in check
    assert "--start-period" in check


def test_the_image_says_what_it_is() -> None:
    """As the Supervisor and the registry want it."""
    labels = " ".join(rest for name, rest in last_stage() if name == "LABEL")
    for label in (
        "io.hass.type",
        "io.hass.version",
        "io.hass.arch",
        "org.opencontainers.image.licenses",
    ):
        assert f"{label}=" in labels


def rules(profile: str) -> Iterator[str]:
    """Yield the rules of the outer or the inner profile."""
    text = (ADDON / "apparmor.txt").read_text("utf-8")
    start = text.index(f"profile {profile} ")
    end = text.index("profile server ") if profile == "autoarr" else len(text)
    for line in text[start:end].splitlines()[1:]:
        rule = line.strip()
        if rule.endswith(",") and not rule.startswith("#"):
            yield rule[:-1]


def writable(profile: str) -> set[str]:
    """Return the paths that a profile may write."""
    found = (re.fullmatch(r"(\S+) ([a-z]+)(?: -> \w+)?", rule) for rule in rules(profile))
    return {match[1] for match in found if match and "w" in match[2] and match[1][0] in "/@"}


def test_the_confinement_names_one_profile_for_the_supervisor_to_rename() -> None:
    """More than one at the beginning of a line is refused."""
    text = (ADDON / "apparmor.txt").read_text("utf-8")
    assert re.findall(r"^profile (\S+)", text, re.MULTILINE) == ["autoarr"]


def test_the_server_can_write_only_its_data() -> None:
    """And it has no capability: not even one who takes it over can leave."""
    assert not [rule for rule in rules("server") if rule.startswith("capability")]
    places = {re.sub(r"/(?:\*\*)?$", "", path) for path in writable("server")}
    processes = {path for path in places if path.startswith("@{PROC}/@{pid}/")}
    assert places - processes == {"/data", "/tmp", "/var/tmp", "/dev/tty"}


def test_the_server_cannot_read_the_supervisors_token() -> None:
    """It lies in the environment of s6 and of the announcement."""
    assert not [rule for rule in rules("server") if rule.startswith("/run") or "environ" in rule]


def test_nothing_is_allowed_wholesale() -> None:
    """A bare `file` or `network` would make the rest decoration."""
    for profile in ("autoarr", "server"):
        assert not {"file", "network", "capability", "signal", "mount"} & set(rules(profile))
        assert "/" not in writable(profile)
        assert "/**" not in writable(profile)


def test_what_the_scripts_run_is_allowed() -> None:
    """Python changes into the inner profile, wherever it is started."""
    outer = list(rules("autoarr"))
    assert "/usr/local/bin/python3* cx -> server" in outer
    for script in [*S6.glob("s6-rc.d/*/run"), *S6.glob("s6-rc.d/*/finish"), *S6.glob("scripts/*")]:
        for path in re.findall(
            r"(?<![\w$}])/(?:command|run|etc)/[\w/-]+", script.read_text("utf-8")
        ):
            folder = "/" + path.split("/")[1]
            assert [
                rule for rule in outer if rule.startswith(folder) and "x" in rule.split()[-1]
            ], path
    assert "/usr/local/bin/python3* mrix" in list(rules("server"))


def test_the_confinement_is_understood() -> None:
    """Brackets close, every rule ends; where the program that loads it is at hand, it agrees."""
    path = ADDON / "apparmor.txt"
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    assert all(line.endswith((",", "{", "}")) for line in told)
    assert sum(line.endswith("{") for line in told) == told.count("}") == 2
    if parser := shutil.which("apparmor_parser"):
        options = ["--skip-kernel-load", "--skip-cache", "--names"]
        subprocess.run([parser, *options, str(path)], stdout=subprocess.DEVNULL, check=True)


@pytest.fixture(name="workflow")
def workflow_fixture() -> dict[str, Any]:
    """Return the workflow."""
    content: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return content


def test_both_architectures_are_built_and_tried_each_time(workflow: dict[str, Any]) -> None:
    """On machines of their own kind, and before anything is published."""
    config = yaml.safe_load((ADDON / "config.yaml").read_text("utf-8"))
    assert sorted(yaml.safe_load(workflow["env"]["ARCHITECTURES"])) == sorted(config["arch"])
    assert config["image"].endswith(f"/{workflow['env']['IMAGE_NAME']}")
    names = [step.get("name") for step in workflow["jobs"]["build"]["steps"]]
    assert names.index("Try it") < names.index("Publish")


def test_only_a_release_is_published(workflow: dict[str, Any]) -> None:
    """What is on the main branch is built, tried and thrown away."""
    steps = {step.get("name"): step for step in workflow["jobs"]["build"]["steps"]}
    assert "push" not in steps["Build"]["with"]
    assert steps["Publish"]["if"] == "github.event_name == 'release'"
    assert workflow["jobs"]["manifest"]["if"] == "github.event_name == 'release'"


def test_the_trial_of_the_image_can_be_run() -> None:
    """Its form, as far as that can be seen without Docker."""
    smoke = ROOT / "tests/app/container/smoke"
    assert os.access(smoke, os.X_OK)
    subprocess.run(["bash", "-n", str(smoke)], check=True)
    assert "tests/app/container/smoke" in WORKFLOW.read_text("utf-8")
