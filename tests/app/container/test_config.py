"""The Supervisor understands the configuration, and it says the same as the server's own settings."""

import json
from pathlib import Path, PurePosixPath
import struct
from typing import Any

import pytest
import yaml

from autoarr_app import __version__
from autoarr_app.backup import COPY, DATABASE, UNFINISHED
from autoarr_app.discovery import SERVICE
from autoarr_app.protocol import API_PREFIX
from autoarr_app.settings import Settings

from . import ADDON, ROOT
from .supervisor_schema import WATCHDOG, element, mistakes

NOT_OFFERED = {
    "host", "port", "data_dir", "models_dir", "token_file", "rate_limit", "concurrency", "body_limit_kb",
}  # fmt: skip
"""Settings that the image decides, or that are for tests and for very large houses."""


def read(path: Path) -> dict[str, Any]:
    """Return a YAML file."""
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


@pytest.fixture(name="config")
def config_fixture() -> dict[str, Any]:
    """Return the configuration."""
    return read(ADDON / "config.yaml")


def translations() -> list[Path]:
    """Return the files of translations."""
    return sorted((ADDON / "translations").glob("*.yaml"))


def test_the_supervisor_accepts_the_configuration(config: dict[str, Any]) -> None:
    """And drops nothing of it."""
    assert not list(mistakes(config))


def test_the_repository_can_be_added_to_the_app_store() -> None:
    """A name is needed; the address is that of the integration."""
    repository = read(ROOT / "repository.yaml")
    assert repository.keys() == {"name", "url", "maintainer"}
    manifest = json.loads((ROOT / "custom_components/autoarr/manifest.json").read_text("utf-8"))
    assert repository["url"] == manifest["documentation"]


def test_the_version_is_that_of_the_server(config: dict[str, Any]) -> None:
    """It is also the tag of the image that the Supervisor pulls."""
    assert config["version"] == __version__
    assert f"## {__version__}" in (ADDON / "CHANGELOG.md").read_text("utf-8")


def test_it_needs_no_more_than_discovery(config: dict[str, Any]) -> None:
    """No right that raises the risk, no port on the host, no folder of somebody else."""
    assert config["discovery"] == [SERVICE]
    assert set(config["ports"].values()) == {None}
    assert config["apparmor"] is True
    risky = {
        "map",
        "privileged",
        "host_network",
        "host_pid",
        "hassio_api",
        "full_access",
        "devices",
    }
    assert not risky & config.keys()


def test_the_watchdog_asks_for_liveness(config: dict[str, Any]) -> None:
    """At the port that is announced, and at a path that needs no token."""
    found = WATCHDOG.fullmatch(config["watchdog"])
    assert found is not None
    assert int(found[1]) == Settings.model_fields["port"].default
    assert found[2] == f"{API_PREFIX}/health"
    assert config["ports"].keys() == {f"{found[1]}/tcp"} == config["ports_description"].keys()


def test_an_option_is_a_setting_of_the_server(config: dict[str, Any]) -> None:
    """Each one that people may want to set, and no other."""
    offered = Settings.model_fields.keys() - NOT_OFFERED
    assert config["schema"].keys() == offered


def test_a_default_is_that_of_the_server(config: dict[str, Any]) -> None:
    """What has no default is optional, and the other way round."""
    settings = Settings().model_dump(mode="json")
    for name, kind in config["schema"].items():
        parts = element(kind)
        assert parts is not None, name
        if isinstance(kind, list):
            assert config["options"][name] == settings[name]
        elif parts["optional"]:
            assert name not in config["options"]
            assert not settings[name]
        else:
            assert config["options"][name] == settings[name], name


def test_the_limits_of_an_option_are_those_of_the_server(config: dict[str, Any]) -> None:
    """So that the form refuses what the server would refuse."""
    properties = Settings.model_json_schema()["properties"]
    for name, kind in config["schema"].items():
        parts = element(kind)
        assert parts is not None
        if parts["low"] is not None:
            [limits] = [
                choice
                for choice in properties[name].get("anyOf", [properties[name]])
                if choice["type"] == "integer"
            ]
            assert (int(parts["low"]), int(parts["high"])) == (limits["minimum"], limits["maximum"])


def test_the_choices_of_an_option_are_those_of_the_server(config: dict[str, Any]) -> None:
    """Each level of the log, and each model of the catalogue."""
    catalog = json.loads((ADDON / "autoarr_app/llm/catalog.json").read_text("utf-8"))
    models = {model["id"] for model in catalog["models"]}
    levels = Settings.model_json_schema()["$defs"]["LogLevel"]["enum"]
    for name, expected in (("log_level", set(levels)), ("model", {"auto", "none"} | models)):
        parts = element(config["schema"][name])
        assert parts is not None
        assert set(parts["choices"].split("|")) == expected


def test_the_defaults_are_accepted_by_the_server(config: dict[str, Any]) -> None:
    """The file that the Supervisor makes of them starts the server."""
    settings = Settings.model_validate(config["options"])
    assert settings.model_dump(mode="json") == Settings().model_dump(mode="json")


@pytest.mark.parametrize("path", translations(), ids=lambda path: path.stem)
def test_every_option_and_port_is_translated(path: Path, config: dict[str, Any]) -> None:
    """With a name and a description, and nothing that does not exist."""
    texts = read(path)
    assert texts.keys() == {"configuration", "network"}
    assert texts["configuration"].keys() == config["schema"].keys()
    assert texts["network"].keys() == config["ports"].keys()
    for name, text in texts["configuration"].items():
        assert text.keys() == {"name", "description"}, name
        assert all(text.values()), name


def test_there_is_english() -> None:
    """It is shown where a language is missing."""
    assert "en" in {path.stem for path in translations()}


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("models", False),
        ("models-old", False),
        ("model-state", False),
        (DATABASE, False),
        (f"{DATABASE}-wal", False),
        (f"{DATABASE}-shm", False),
        (UNFINISHED, False),
        (f"{DATABASE}.damaged-20261126T101500Z", False),
        (COPY, True),
        ("token", True),
        ("instance_id", True),
        ("options.json", True),
    ],
)
def test_a_backup_holds_what_cannot_be_had_again(
    path: str, kept: bool, config: dict[str, Any]
) -> None:
    """Not the models, and of the history the copy instead of the files that are being written.

    The Supervisor compares with the full path as it sees it; a folder that is left out is not entered.
    """
    full = PurePosixPath("/data/addons/data/0123abcd_autoarr", path)
    assert any(full.match(pattern) for pattern in config["backup_exclude"]) is not kept


def test_the_pictures_have_their_sizes() -> None:
    """A square icon of 128 pixels, a wide logo."""

    def size(name: str) -> tuple[int, int]:
        width, height = struct.unpack(">II", (ADDON / name).read_bytes()[16:24])
        return width, height

    assert size("icon.png") == (128, 128)
    width, height = size("logo.png")
    assert width > height >= 60


def test_there_is_one_configuration_and_no_build_file() -> None:
    """The Supervisor takes every file of that name for an app; build files are a thing of the past."""
    found = [
        path.relative_to(ROOT).as_posix()
        for pattern in ("config.y*ml", "config.json", "build.y*ml", "build.json")
        for path in ADDON.rglob(pattern)
    ]
    assert found == ["addon/config.yaml"]
