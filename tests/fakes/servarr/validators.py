"""What the *arr refuse to save, in FluentValidation's words (the controllers below /api/v3 of both apps)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
import re

from .core import Core
from .resources import Resource, child, children, failure, flag, number, text

type Rule = Callable[[Core, Resource], Iterator[Resource]]

PROVIDERS = frozenset({"downloadclient", "importlist", "indexer", "notification"})
_EPISODE = re.compile(r"\{season(?::0+)?\}.{0,20}?\{episode(?::0+)?\}", re.IGNORECASE)
_AIR_DATE = re.compile(r"\{Air[ ._-]Date\}", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\{absolute(?::0+)?\}", re.IGNORECASE)
_ORIGINAL = re.compile(r"\{original[- ._](?:title|filename)\}", re.IGNORECASE)
_SERIES = re.compile(r"\{Series[- ._](?:Clean)?Title\w*(?::[^}]*)?\}", re.IGNORECASE)
_MOVIE = re.compile(
    r"\{(?:Movie[- ._](?:Original[- ._])?(?:Clean)?(?:Original)?Title\w*|Original[- ._](?:Title|Filename))(?::[^}]*)?\}",
    re.IGNORECASE,
)
_SEASON = re.compile(r"\{season(?::\d+)?\}", re.IGNORECASE)
_HOST = re.compile(r"[\w.-]{1,253}|\[?[0-9a-fA-F:]+\]?")


def problems(core: Core, name: str, body: Resource) -> list[Resource]:
    """Return what is wrong with an object of /config or a row of a table."""
    rules = RULES.get(name, ())
    if name in PROVIDERS:
        rules = (_provider(name), *rules)
    return [problem for rule in rules for problem in rule(core, body)]


def _said(body: Resource, name: str, message: str, code: str = "") -> Resource:
    """Return a failure of one field."""
    return failure(name[0].upper() + name[1:], message, value=body.get(name), code=code)


def _words(name: str) -> str:
    """Return a field's name as FluentValidation writes it."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name[0].upper() + name[1:])


def _minimum(name: str, least: int) -> Rule:
    """Refuse a number below a limit."""

    def check(core: Core, body: Resource) -> Iterator[Resource]:
        if name in body and number(body, name) < least:
            said = f"'{_words(name)}' must be greater than or equal to '{least}'."
            yield _said(body, name, said, "GreaterThanOrEqualValidator")

    return check


def _between(name: str, least: int, most: int) -> Rule:
    """Refuse a number outside of a range."""

    def check(core: Core, body: Resource) -> Iterator[Resource]:
        if name in body and not least <= (value := number(body, name)) <= most:
            said = f"'{_words(name)}' must be between {least} and {most}. You entered {value}."
            yield _said(body, name, said, "InclusiveBetweenValidator")

    return check


def _filled(name: str, message: str = "") -> Rule:
    """Refuse an empty text."""

    def check(core: Core, body: Resource) -> Iterator[Resource]:
        if not text(body, name).strip():
            said = message or f"'{_words(name)}' must not be empty."
            yield _said(body, name, said, "NotEmptyValidator")

    return check


def _format(name: str, message: str, *patterns: re.Pattern[str]) -> Rule:
    """Refuse a naming format without what it needs; the other app has no such field."""

    def check(core: Core, body: Resource) -> Iterator[Resource]:
        if name not in core.config["naming"]:
            return
        if not text(body, name).strip():
            yield from _filled(name)(core, body)
        elif not any(pattern.search(text(body, name)) for pattern in patterns):
            yield _said(body, name, message, "RegularExpressionValidator")

    return check


def _rss(core: Core, body: Resource) -> Iterator[Resource]:
    """Take 0, or 10 to 120 minutes."""
    value = number(body, "rssSyncInterval")
    if value != 0 and not 10 <= value <= 120:
        yield _said(body, "rssSyncInterval", "Must be between 10 and 120 or 0 to disable")


def _recycle_bin(core: Core, body: Resource) -> Iterator[Resource]:
    """Refuse a path that is none, or lies in a root folder."""
    path = text(body, "recycleBin")
    if not path.strip():
        return
    if not path.startswith("/"):
        yield _said(body, "recycleBin", f"Invalid Path: '{path}'")
    elif any(path.rstrip("/") == str(root) for root in core.root_folders()):
        yield _said(body, "recycleBin", f"Path '{path}' is already configured as a root folder")


def _chmod(core: Core, body: Resource) -> Iterator[Resource]:
    """Take octal rights that let the owner in."""
    if not re.fullmatch(r"[0-7]?7[0-7]{2}|", text(body, "chmodFolder")):
        yield _said(body, "chmodFolder", "Must contain a valid Unix permissions octal")


def _account(core: Core, body: Resource) -> Iterator[Resource]:
    """Want an account for forms, and a changed password twice; HTTP's own log-in is gone."""
    method = text(body, "authenticationMethod")
    if method == "basic":
        said = "'Basic' is no longer supported, switch to 'Forms' instead."
        yield _said(body, "authenticationMethod", said, "NotEqualValidator")
    if method in ("basic", "forms"):
        yield from _filled("username")(core, body)
        yield from _filled("password")(core, body)
    password = text(body, "password")
    stored = text(core.config["host"], "password")
    if password not in (stored, text(body, "passwordConfirmation")):
        yield _said(body, "passwordConfirmation", "Must match Password", "PredicateValidator")


def _instance_name(core: Core, body: Resource) -> Iterator[Resource]:
    """Want the name of the app in the name of the instance."""
    name = text(body, "instanceName")
    if name.strip() and core.app not in name.casefold():
        yield _said(body, "instanceName", f"Must contain {core.app.capitalize()}")


def _provider(table: str) -> Rule:
    """Want a name that nobody else has, and to know what it is."""

    def check(core: Core, body: Resource) -> Iterator[Resource]:
        for name in ("name", "implementation", "configContract"):
            yield from _filled(name)(core, body)
        others = (row for row in core.tables[table] if row.get("id") != body.get("id"))
        if any(row.get("name") == body.get("name") for row in others):
            yield _said(body, "name", "Should be unique", "PredicateValidator")
        if flag(body, "enable", default=True):
            yield from _settings(body)

    return check


def _settings(body: Resource) -> Iterator[Resource]:
    """Refuse settings of a provider that cannot work."""
    fields = {text(item, "name"): item.get("value") for item in children(body, "fields")}
    if "host" in fields and not _HOST.fullmatch(str(fields["host"] or "")):
        yield failure("Host", "Host must be valid", value=fields["host"])
    port = fields.get("port", 1)
    if not isinstance(port, int) or not 1 <= port <= 65535:
        yield failure("Port", "'Port' must be between 1 and 65535.", value=port)
    for name, other in (("mapFrom", "mapTo"), ("mapTo", "mapFrom")):
        if fields.get(other) and not fields.get(name):
            yield failure(name[0].upper() + name[1:], f"'{_words(name)}' must not be empty.")


def _profile(core: Core, body: Resource) -> Iterator[Resource]:
    """Want an allowed cutoff, every quality once, and every custom format scored."""
    items = children(body, "items")
    cutoff = number(body, "cutoff")
    chosen = [
        i
        for i in items
        if (number(child(i, "quality"), "id") if i.get("quality") else number(i, "id")) == cutoff
    ]
    if not any(flag(item, "allowed") for item in chosen):
        yield _said(body, "cutoff", "Cutoff must be an allowed quality or group")
    if not any(flag(item, "allowed") for item in items):
        yield failure("Items", "Must contain at least one allowed quality")
    known = sorted(quality.id for quality in core.qualities.ordered)
    inside = [inner for item in items for inner in (children(item, "items") or [item])]
    if sorted(number(child(item, "quality"), "id") for item in inside) != known:
        yield failure("Items", "Must contain all qualities")
    scored = children(body, "formatItems")
    if sorted(number(i, "format") for i in scored) != sorted(
        number(row, "id") for row in core.tables["customformat"]
    ):
        said = "All Custom Formats and no extra ones need to be present inside your Profile! Try refreshing your browser."
        yield failure("FormatItems", said)
    scores = [number(item, "score") for item in scored]
    if sum(s for s in scores if s > 0) < (least := number(body, "minFormatScore")) and least > 0:
        yield failure("", "Minimum Custom Format Score can never be satisfied")


def _sizes(core: Core, body: Resource) -> Iterator[Resource]:
    """Want 0 <= minimum <= preferred <= maximum <= the limit (QualityDefinitionResourceValidator)."""
    most = SIZE_LIMITS[core.app]
    least = 0.0
    for name in ("minSize", "preferredSize", "maxSize"):
        value = body.get(name)
        if not isinstance(value, int | float):
            continue
        if value < least:
            said = f"'{_words(name)}' must be greater than or equal to '{least:g}'."
            yield _said(body, name, said, "GreaterThanOrEqualTo")
        if value > most:
            said = f"'{_words(name)}' must be less than or equal to '{most}'."
            yield _said(body, name, said, "LessThanOrEqualTo")
        least = max(least, value)


def _delay(core: Core, body: Resource) -> Iterator[Resource]:
    """Want tags on all but the first, and a protocol."""
    tags = body.get("tags") or []
    if (body.get("id") == 1) is bool(tags):
        said = "'Tags' must be empty." if tags else "'Tags' must not be empty."
        yield _said(body, "tags", said)
    if not flag(body, "enableUsenet") and not flag(body, "enableTorrent"):
        yield failure("", "Either Usenet or Torrent should be enabled")


def _terms(core: Core, body: Resource) -> Iterator[Resource]:
    """Want something that must, or must not, be in a name."""
    if not body.get("required") and not body.get("ignored"):
        yield failure("", "'Must contain' or 'Must not contain' is required")


def _conditions(core: Core, body: Resource) -> Iterator[Resource]:
    """Want conditions, and a name that nobody else has."""
    if not children(body, "specifications"):
        yield failure("Specifications", "Must contain at least one Condition")
    others = (row for row in core.tables["customformat"] if row.get("id") != body.get("id"))
    if any(row.get("name") == body.get("name") for row in others):
        yield _said(body, "name", "Must be unique.")


def _listed_profile(core: Core, body: Resource) -> Iterator[Resource]:
    """Want a quality profile that there is."""
    if core.profile(number(body, "qualityProfileId")) is None:
        yield _said(body, "qualityProfileId", "Quality Profile does not exist")


SIZE_LIMITS: Mapping[str, int] = {"radarr": 2000, "sonarr": 1000}

RULES: Mapping[str, Sequence[Rule]] = {
    "config/mediamanagement": (
        _minimum("recycleBinCleanupDays", 0),
        _chmod,
        _recycle_bin,
        _minimum("minimumFreeSpaceWhenImporting", 100),
    ),
    "config/indexer": (
        _minimum("minimumAge", 0),
        _minimum("maximumSize", 0),
        _minimum("retention", 0),
        _rss,
    ),
    "config/naming": (
        _format("standardMovieFormat", "Must contain movie title", _MOVIE),
        _format("movieFolderFormat", "Must contain movie title", _MOVIE),
        _between("multiEpisodeStyle", 0, 5),
        _format(
            "standardEpisodeFormat",
            "Must contain season and episode numbers OR Original Title",
            _EPISODE,
            _ORIGINAL,
        ),
        _format(
            "dailyEpisodeFormat",
            "Must contain Air Date OR Season and Episode OR Original Title",
            _AIR_DATE,
            _EPISODE,
            _ORIGINAL,
        ),
        _format(
            "animeEpisodeFormat",
            "Must contain Absolute Episode number OR Season and Episode OR Original Title",
            _ABSOLUTE,
            _EPISODE,
            _ORIGINAL,
        ),
        _format("seriesFolderFormat", "Must contain series title", _SERIES),
        _format("seasonFolderFormat", "Must contain season number", _SEASON),
    ),
    "config/host": (
        _between("port", 1, 65535),
        _account,
        _instance_name,
        _between("logSizeLimit", 1, 10),
        _filled("branch", "Branch name is required, 'master' is the default"),
        _between("backupInterval", 1, 7),
        _between("backupRetention", 1, 90),
    ),
    "qualityprofile": (_filled("name"), _profile),
    "qualitydefinition": (_sizes,),
    "delayprofile": (_delay, _minimum("usenetDelay", 0), _minimum("torrentDelay", 0)),
    "releaseprofile": (_terms,),
    "customformat": (_filled("name"), _conditions),
    "remotepathmapping": (_filled("host"), _filled("remotePath"), _filled("localPath")),
    "downloadclient": (_between("priority", 1, 50),),
    "indexer": (_between("priority", 1, 50),),
    "importlist": (_filled("rootFolderPath"), _listed_profile),
}
