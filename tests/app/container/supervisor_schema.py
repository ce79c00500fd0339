"""What the Supervisor accepts as the configuration of an app, told in our own words.

The source is the Supervisor's `apps/validate.py` and `apps/options.py`, as of August 2026. It drops keys
that it does not know without a word; here they are mistakes.
"""

from collections.abc import Iterator
import re
from typing import Final

ARCHITECTURES: Final = {"aarch64", "amd64"}
REQUIRED: Final = {"name", "version", "slug", "description", "arch"}
TEXTS: Final = {
    "name", "version", "slug", "description", "url", "image", "homeassistant", "backup_pre", "backup_post",
}  # fmt: skip
CHOICES: Final = {
    "startup": {"initialize", "system", "services", "application", "once"},
    "boot": {"auto", "manual", "manual_only"},
    "backup": {"hot", "cold"},
    "stage": {"stable", "experimental"},
}
SWITCHES: Final = {"init", "apparmor", "ingress", "tmpfs", "hassio_api", "homeassistant_api"}
LISTS: Final = {"arch", "discovery", "backup_exclude"}
MAPPINGS: Final = {"ports", "ports_description", "options", "schema"}
OTHERS: Final = {"watchdog", "timeout"}

WATCHDOG: Final = re.compile(r"(?:https?|tcp)://\[HOST\]:\[PORT:(\d+)\](/.*)?")
IMAGE: Final = re.compile(r"[a-z0-9.-]+(?:/[a-z0-9._-]+)+")
ELEMENT: Final = re.compile(
    r"(?:bool|email|url|port|(?:str|password)(?:\((?P<length>\d*,\d*)\))?"
    r"|int(?:\((?P<low>-?\d*),(?P<high>-?\d*)\))?|float(?:\([^)]*\))?"
    r"|match\(.+\)|list\((?P<choices>[^)]+)\))(?P<optional>\?)?"
)


def mistakes(config: dict[str, object]) -> Iterator[str]:
    """Yield what the Supervisor would refuse or drop."""
    known = REQUIRED | TEXTS | CHOICES.keys() | SWITCHES | LISTS | MAPPINGS | OTHERS
    yield from (f"{key} is not known" for key in config.keys() - known)
    yield from (f"{key} is missing" for key in REQUIRED - config.keys())
    for key, value in config.items():
        if key in TEXTS and not (isinstance(value, str) and value):
            yield f"{key} is no text"
        if key in CHOICES and value not in CHOICES[key]:
            yield f"{key} cannot be {value}"
        if key in SWITCHES and not isinstance(value, bool):
            yield f"{key} is neither true nor false"
        if key in LISTS and not (
            isinstance(value, list) and all(isinstance(v, str) for v in value)
        ):
            yield f"{key} is no list of texts"
        if key in MAPPINGS and not isinstance(value, dict):
            yield f"{key} is no mapping"
    yield from _forms(config)


def _forms(config: dict[str, object]) -> Iterator[str]:
    """Yield what has the right type but the wrong form."""
    if not re.fullmatch(r"[-_.A-Za-z0-9]+", str(config.get("slug"))):
        yield "slug has characters that are not allowed"
    if not WATCHDOG.fullmatch(str(config.get("watchdog"))):
        yield "watchdog has not the form of an address"
    if not IMAGE.fullmatch(str(config.get("image"))):
        yield "image names a tag, or is no name"
    arch = config.get("arch")
    if not isinstance(arch, list) or not set(arch) <= ARCHITECTURES:
        yield "arch has more than the Supervisor runs on"
    timeout = config.get("timeout", 10)
    if not isinstance(timeout, int) or not 10 <= timeout <= 300:
        yield "timeout is not within 10 and 300"


def element(text: object) -> re.Match[str] | None:
    """Return the parts of an option's type; None when the Supervisor would not understand it."""
    one = text[0] if isinstance(text, list) and len(text) == 1 else text
    return ELEMENT.fullmatch(one) if isinstance(one, str) else None
