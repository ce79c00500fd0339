"""The house stands as docs/architecture.md says: its doors, its rooms, what lies in the repository."""

import ast
from collections.abc import Iterator
from functools import cache
import json
from pathlib import Path
import re
import subprocess
import sys
from typing import Final

import pytest
import yaml

ROOT: Final = Path(__file__).resolve().parents[2]
INTEGRATION: Final = ROOT / "custom_components" / "autoarr"
PACKAGE: Final = "custom_components.autoarr"
APP: Final = ROOT / "addon" / "autoarr_app"
APP_PACKAGE: Final = "autoarr_app"

DOORS: Final = {
    "clients": {"clients"},
    "journal": {"journal"},
    "requests": {"requests", "clients", "journal"},
    "recovery": {"recovery", "clients", "journal"},
    "audit": {"audit", "clients", "journal"},
}
"""Each domain package, and the packages of ours that it may import."""

APP_DOORS: Final = {
    "protocol": {"protocol"},
    "history": {"history", "protocol"},
    "llm": {"llm", "protocol"},
}
"""The closed rooms of the app; the server and its routes may use all of them."""

LIBRARIES: Final = {"aiohttp", "orjson", "rapidfuzz", "ulid_transform", "yarl"}
"""What the domain may import beside the standard library."""

LONG: Final = 300
TOO_LONG: Final = 700
LONG_SHARE: Final = 0.15

HOSTS: Final = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("npmmirror", "com"),
        ("deb", "debian", "org"),
        ("snapshot", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("anaconda", "org"),
    )
]
BUILD_PATHS: Final = re.compile(r"(?<![\w.$}{-])/(?:root|work|builds?|tmp/autoarr|home/[a-z]+)/")
INDEX_OPTION: Final = re.compile(
    r"(?:index-url|find-links|registry)[ =:]+[\"']?https?://", re.IGNORECASE
)
ASSIGNED: Final = re.compile(
    r"(?:api_?key|x-api-key|token|secret|password)[\"']?\s*[:=]\s*[\"']?([A-Za-z0-9_+/=-]{20,})",
    re.IGNORECASE,
)
HEX_KEY: Final = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{32}(?![0-9A-Za-z])")
CHECKSUM: Final = re.compile(r"\b(?:md5|sha\d+)(?:sum)?\b", re.IGNORECASE)
MADE_UP: Final = re.compile(
    r"0123456789|9876543210|1234567890|abcdef[0-9a-f]*abcdef|fake|test|example|s[e3]cret",
    re.IGNORECASE,
)


@cache
def committed() -> tuple[Path, ...]:
    """Return the files that are committed or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file() and not path.is_symlink())


@cache
def texts() -> tuple[tuple[Path, str], ...]:
    """Return each committed file that is text, with its path in the repository."""
    found: list[tuple[Path, str]] = []
    for path in committed():
        try:
            found.append((path.relative_to(ROOT), path.read_text("utf-8")))
        except UnicodeDecodeError:
            continue
    return tuple(found)


def python_of(folder: Path) -> list[Path]:
    """Return the Python files below a folder."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def domain_modules() -> list[Path]:
    """Return every module of the domain packages that exist."""
    return [path for package in DOORS for path in python_of(INTEGRATION / package)]


def app_modules() -> list[Path]:
    """Return every module of the closed rooms of the app."""
    return [path for room in APP_DOORS for path in python_of(APP / room)]


def production() -> list[Path]:
    """Return every Python file that people run."""
    return [*python_of(INTEGRATION), *python_of(APP)]


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full name of each thing a file imports, wherever in the file it does so.

    `from x import y` yields `x.y`: y may be a module, and a module is what a door is for.
    """
    package = path.relative_to(APP.parent if path.is_relative_to(APP) else ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = list(package[: len(package) - level + 1]) if level else []
                base += [module] if module else []
                yield from (".".join([*base, alias.name]) for alias in names)


def room_of(name: str, package: str = PACKAGE) -> str | None:
    """Return the room of a package of ours that a full name lies in; None when it lies elsewhere."""
    if name == package or name.startswith(f"{package}."):
        return f"{name}.".removeprefix(f"{package}.").split(".")[0]
    return None


def readable(path: Path) -> str:
    """Return a path as the test report should show it."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", domain_modules(), ids=readable)
def test_a_module_of_the_domain_uses_only_its_doors(path: Path) -> None:
    """No Home Assistant, no glue, no other engine."""
    own = path.relative_to(INTEGRATION).parts[0]
    for name in imports_of(path):
        room = room_of(name)
        if room is not None:
            assert room in DOORS[own], f"{own} must not import {name}"
            continue
        library = name.split(".")[0]
        assert library in sys.stdlib_module_names | LIBRARIES, (
            f"the domain must not import {library}"
        )


@pytest.mark.parametrize("path", app_modules(), ids=readable)
def test_a_room_of_the_app_uses_only_its_doors(path: Path) -> None:
    """The model and the history know neither the server nor each other."""
    own = path.relative_to(APP).parts[0]
    for name in imports_of(path):
        room = room_of(name, APP_PACKAGE)
        assert room is None or room in APP_DOORS[own] | {"__version__"}, (
            f"{own} must not import {name}"
        )


@pytest.mark.parametrize("path", production(), ids=readable)
def test_no_production_code_reaches_for_what_is_not_shipped(path: Path) -> None:
    """Tests and scripts are other houses, as are integration and app for each other; mocks have no place here."""
    foreign = {"tests", "scripts", "models", "pytest"}
    foreign.add("custom_components" if path.is_relative_to(APP) else APP_PACKAGE)
    for name in imports_of(path):
        assert name.split(".")[0] not in foreign
        assert not name.startswith("unittest")


@pytest.mark.parametrize("path", python_of(ROOT / "tests" / "fakes"), ids=readable)
def test_a_fake_shares_no_code_with_what_it_tests(path: Path) -> None:
    """A mistake must not be made twice in the same place."""
    assert not [name for name in imports_of(path) if room_of(name) is not None]


def test_the_app_shares_only_the_protocol() -> None:
    """It imports nothing of the integration and nothing of Home Assistant."""
    for path in python_of(ROOT / "addon"):
        for name in imports_of(path):
            assert room_of(name) is None, readable(path)
            assert name.split(".")[0] != "homeassistant", readable(path)


def test_the_domain_runs_without_home_assistant() -> None:
    """Every module of it, in a process where Home Assistant cannot be imported."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in domain_modules()
        if path.name != "__main__.py"
    ]
    program = f"""
import importlib, sys, types

class NoHomeAssistant:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "homeassistant":
            raise ImportError(f"{{name}} is blocked")

sys.meta_path.insert(0, NoHomeAssistant())
parent = types.ModuleType({PACKAGE!r})
parent.__path__ = [{str(INTEGRATION)!r}]
sys.modules[{PACKAGE!r}] = parent
for name in {names!r}:
    importlib.import_module(name)
print(*(name for name in sys.modules if name.startswith({PACKAGE + "."!r})))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    rooms = {name.removeprefix(f"{PACKAGE}.").split(".")[0] for name in done.stdout.split()}
    assert rooms <= DOORS.keys()
    assert {"clients", "journal", "requests", "recovery"} <= rooms


def test_a_file_is_one_room() -> None:
    """Mostly under 300 lines, and nowhere far beyond."""
    lines = {
        readable(path): len(path.read_text("utf-8").splitlines())
        for path in committed()
        if path.suffix == ".py"
    }
    long = {name: count for name, count in lines.items() if count > LONG}
    assert not {name: count for name, count in long.items() if count > TOO_LONG}
    assert len(long) <= LONG_SHARE * len(lines), long


@pytest.mark.parametrize("path", production(), ids=readable)
def test_everything_says_what_it_is_for(path: Path) -> None:
    """Each module, class and function has a docstring; special methods may go without."""
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    assert not [name for name, node in documented(tree) if not ast.get_docstring(node)]


def documented(
    parent: ast.Module | ast.ClassDef,
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield what must say what it is for: classes and functions, not those inside a function."""
    for node in parent.body:
        if isinstance(node, ast.ClassDef):
            yield from documented(node)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if not (node.name.startswith("_") and node.name.endswith("_")):
            yield node.name, node


@pytest.mark.parametrize("path", production(), ids=readable)
def test_no_error_is_swallowed(path: Path) -> None:
    """No bare `except`; a broad one only where it is logged with its traceback."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ExceptHandler):
            continue
        assert node.type is not None, f"line {node.lineno}: a bare except"
        caught = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)}
        if caught & {"Exception", "BaseException"}:
            body = ast.unparse(ast.Module(node.body, []))
            assert ".exception(" in body or "raise" in body, f"line {node.lineno} hides an error"


def test_no_file_names_a_registry_or_a_mirror() -> None:
    """The repository works behind any of them."""
    found = [f"{path}: {host}" for path, text in texts() for host in HOSTS if host in text] + [
        f"{path}: an index address" for path, text in texts() if INDEX_OPTION.search(text)
    ]
    assert not found


def test_no_file_names_a_place_on_the_machine_it_was_made_on() -> None:
    """Nobody else has that folder."""
    here = Path(__file__).name
    found = [
        f"{path}: {match.group()}"
        for path, text in texts()
        if path.name != here and (match := BUILD_PATHS.search(text))
    ]
    assert not found


def test_no_file_holds_a_credential() -> None:
    """Keys in tests are visibly made up; nothing else holds one at all."""
    found: list[str] = []
    for path, text in texts():
        if path.parts[0] == "requirements" or path.name == "package-lock.json":
            continue
        lines = "\n".join(line for line in text.splitlines() if not CHECKSUM.search(line))
        keys = [*HEX_KEY.findall(lines), *ASSIGNED.findall(lines)]
        found += [f"{path}: {key[:4]}…" for key in keys if _looks_real(key)]
    assert not found


def _looks_real(key: str) -> bool:
    """Say whether a key looks drawn by lot: many characters, letters and digits mixed."""
    mixed = re.search(r"[0-9]", key) and re.search(r"[A-Za-z]", key)
    return bool(mixed) and len(set(key.lower())) >= 10 and not MADE_UP.search(key)


def test_only_the_files_that_tools_look_for_have_the_names_they_look_for() -> None:
    """Hassfest takes every manifest.json for an integration, Supervisor every config file for an app."""
    names = {readable(path) for path in committed()}
    manifests = {name for name in names if name.endswith("manifest.json")}
    configs = {
        name
        for name in names
        if re.search(r"(?:^|/)config\.(?:ya?ml|json)$", name)
        and not any(part.startswith(".") or part == "rootfs" for part in Path(name).parts)
    }
    assert manifests == {"custom_components/autoarr/manifest.json"}
    assert configs <= {"addon/config.yaml"}


def test_there_is_one_version() -> None:
    """The manifest, the project and the app agree on what this is."""
    manifest = json.loads((INTEGRATION / "manifest.json").read_text("utf-8"))
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{manifest["version"]}"' in project
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## {manifest['version']}" in changelog
    app = yaml.safe_load((ROOT / "addon" / "config.yaml").read_text("utf-8"))
    assert app["version"] == manifest["version"]
    assert f'"{manifest["version"]}"' in (APP / "__init__.py").read_text("utf-8")
