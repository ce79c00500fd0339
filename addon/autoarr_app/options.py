"""Where settings come from: Supervisor's options, then the environment, then flags; later ones win."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson
from pydantic import ValidationError

from . import __version__
from .settings import Settings

SUPERVISOR_OPTIONS: Final = Path("/data/options.json")
PREFIX: Final = "AUTOARR_"

_NOT_AS_FLAG: Final = frozenset({"remote_api_key"})
"""What every user of the machine could read in the list of processes."""


class SettingsError(Exception):
    """A setting is wrong; the text names the option, where it was set, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Settings from one place; `place` says of an option where exactly it was set."""

    values: Mapping[str, object]
    place: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The settings, and what a person should be told about them."""

    settings: Settings
    warnings: tuple[str, ...] = ()


def load(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    options_file: Path = SUPERVISOR_OPTIONS,
) -> Loaded:
    """Return the settings; raises SettingsError, and SystemExit for wrong flags and `--help`."""
    supervised = options_file.is_file()
    found = (
        _from_supervisor(options_file) if supervised else Source(values={}, place=str),
        _from_environment(environment),
        _from_flags(arguments),
    )
    warnings = []
    known: list[Source] = []
    for source in found:
        unknown = sorted(source.values.keys() - Settings.model_fields.keys())
        warnings += [f'there is no option "{name}" ({source.place(name)})' for name in unknown]
        values = {name: value for name, value in source.values.items() if name not in unknown}
        known.append(Source(values=values, place=source.place))
    for source in known:
        _check(source)
    merged: dict[str, object] = _defaults(
        supervised=supervised, data_dir_given=any("data_dir" in source.values for source in known)
    )
    for source in known:
        merged |= source.values
    try:
        return Loaded(settings=Settings.model_validate(merged), warnings=tuple(warnings))
    except ValidationError as err:
        raise SettingsError(_reason(err)) from None


def _defaults(*, supervised: bool, data_dir_given: bool) -> dict[str, object]:
    """Return where things are under Supervisor, or in a checkout."""
    if supervised:
        return {"data_dir": SUPERVISOR_OPTIONS.parent}
    return {} if data_dir_given else {"models_dir": Path("models")}


def _check(source: Source) -> None:
    """Refuse a wrong option even if another source would win; raises SettingsError."""
    try:
        Settings.model_validate(dict(source.values))
    except ValidationError as err:
        for error in err.errors(include_url=False, include_context=False, include_input=False):
            if error["loc"]:
                name = str(error["loc"][0])
                said = _said(error["msg"])
                raise SettingsError(f'option "{name}" in {source.place(name)}: {said}') from None


def _reason(err: ValidationError) -> str:
    """Return what does not go together."""
    return "; ".join(_said(error["msg"]) for error in err.errors(include_input=False))


def _said(message: str) -> str:
    """Return a message of pydantic without its prefix."""
    return message.removeprefix("Value error, ")


def _from_supervisor(path: Path) -> Source:
    """Read Supervisor's file; raises SettingsError."""
    try:
        values = orjson.loads(path.read_bytes())
    except OSError as err:
        raise SettingsError(f"{path} cannot be read: {err.strerror}") from None
    except orjson.JSONDecodeError as err:
        raise SettingsError(f"{path} is not valid JSON: {err}") from None
    if not isinstance(values, dict):
        raise SettingsError(f"{path} holds no JSON object")
    # An optional field that was left empty.
    given = {name: value for name, value in values.items() if value is not None}
    return Source(values=given, place=lambda _: str(path))


def _from_environment(environment: Mapping[str, str]) -> Source:
    """Read the variables that start with our prefix."""
    values = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }
    return Source(values=values, place=lambda name: f"environment variable {PREFIX}{name.upper()}")


def _from_flags(arguments: Sequence[str]) -> Source:
    """Read the flags."""
    given = vars(_parser().parse_args(arguments))
    return Source(
        values={name: value for name, value in given.items() if value is not None},
        place=lambda name: f"flag {_flag(name)}",
    )


def _flag(name: str) -> str:
    """Return the flag of an option."""
    return "--" + name.replace("_", "-")


def _parser() -> argparse.ArgumentParser:
    """Return the parser: one flag an option, with its docstring as help."""
    parser = argparse.ArgumentParser(
        prog="python -m autoarr_app",
        description="The companion app of AutoArr: a local language model and the history, "
        "behind a small HTTP API.",
        epilog=f"Each option can also be set as environment variable {PREFIX}NAME, and under "
        f"Supervisor in {SUPERVISOR_OPTIONS}; a variable wins over the file and a flag over both. "
        f"remote_api_key has no flag, because other users of the machine could read it.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=__version__)
    for name, field in Settings.model_fields.items():
        if name in _NOT_AS_FLAG:
            continue
        shown = field.get_default(call_default_factory=True, validated_data={})
        usual = f" ({shown})" if shown not in (None, "", []) else ""
        parser.add_argument(
            _flag(name),
            metavar=name.rpartition("_")[2].upper(),
            help=f"{field.description}{usual}".replace("%", "%%"),
        )
    return parser
