"""Print what Home Assistant would install while it starts with the integrations AutoArr runs beside.

Usage: ha_requirements.py PATH_TO_HOMEASSISTANT_PACKAGE [DOMAIN ...]
"""

import ast
import json
from pathlib import Path
import sys
from typing import Any

# What the demo, the tests and the benchmark set up. Not default_config: it brings
# Bluetooth, USB, network discovery and the cloud, none of which AutoArr touches.
DOMAINS = (
    "ai_task",
    "api",
    "assist_pipeline",
    "auth",
    "automation",
    "calendar",
    "config",
    "conversation",
    "diagnostics",
    "event",
    "frontend",
    "history",
    "http",
    "llm",
    "logbook",
    "lovelace",
    "onboarding",
    "panel_custom",
    "person",
    "radarr",
    "recorder",
    "repairs",
    "sabnzbd",
    "script",
    "sonarr",
    "sun",
    "system_health",
    "system_log",
    "todo",
    "update",
    "websocket_api",
    "zone",
)


def default_domains(package: Path) -> set[str]:
    """Return the integrations that every Home Assistant sets up, read from its bootstrap module.

    Read, not imported: the package is looked at before its own requirements are installed.
    """
    always = _strings_in_assignment(package / "bootstrap.py", "DEFAULT_INTEGRATIONS")
    platforms = _enum_values(package / "generated" / "entity_platforms.py")
    if not always or not platforms:
        raise SystemExit(f"{package} does not look like the Home Assistant this was written for")
    return always | platforms


def _strings_in_assignment(module: Path, name: str) -> set[str]:
    """Return every string within the value assigned to a module's name."""
    return {
        constant.value
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        and isinstance(target := node.targets[0], ast.Name)
        and target.id == name
        for constant in ast.walk(node.value)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }


def _enum_values(module: Path) -> set[str]:
    """Return the string values of the classes in a generated module."""
    return {
        node.value.value
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def read_manifest(components: Path, domain: str) -> dict[str, Any] | None:
    """Return the manifest of a core integration, or None when it has none."""
    manifest = components / domain / "manifest.json"
    if not manifest.is_file():
        return None
    loaded: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    return loaded


def closure(components: Path, domains: set[str]) -> dict[str, list[str]]:
    """Return the requirements of the integrations and of everything they depend on, by domain.

    Dependencies are followed because they are set up; "after" dependencies are not,
    because they only order what is configured anyway.
    """
    waiting = list(domains)
    seen: dict[str, list[str]] = {}
    while waiting:
        domain = waiting.pop()
        if domain in seen:
            continue
        manifest = read_manifest(components, domain)
        if manifest is None:
            raise SystemExit(f"Home Assistant has no integration named {domain}")
        seen[domain] = manifest.get("requirements", [])
        waiting.extend(manifest.get("dependencies", []))
    return seen


def render(requirements: dict[str, list[str]]) -> str:
    """Return the lines of a requirements file, each with the integrations that ask for it."""
    wanted: dict[str, list[str]] = {}
    for domain, lines in sorted(requirements.items()):
        for line in lines:
            wanted.setdefault(line, []).append(domain)
    return "".join(
        f"{line}  # {', '.join(domains)}\n" for line, domains in sorted(wanted.items(), key=str)
    )


def main() -> None:
    """Read the manifests below the folder named first on the command line."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    package = Path(sys.argv[1])
    domains = set(sys.argv[2:] or DOMAINS) | default_domains(package)
    sys.stdout.write(
        "# Made by scripts/setup --lock from Home Assistant's manifests. Do not edit.\n"
        + render(closure(package / "components", domains))
    )


if __name__ == "__main__":
    main()
