"""The settings of a server that matter to us, as `/:/prefs` lists them."""

from .wire import Value

# id, label, type, default, group
_SETTINGS: tuple[tuple[str, str, str, Value, str], ...] = (
    ("FriendlyName", "Friendly name", "text", "", "general"),
    ("sendCrashReports", "Send crash reports to Plex", "bool", True, "general"),
    ("FSEventLibraryUpdatesEnabled", "Scan my library automatically", "bool", False, "library"),
    (
        "FSEventLibraryPartialScanEnabled",
        "Run a partial scan when changes are detected",
        "bool",
        False,
        "library",
    ),
    ("ScheduledLibraryUpdatesEnabled", "Scan my library periodically", "bool", False, "library"),
    ("ScheduledLibraryUpdateInterval", "Library scan interval", "int", 3600, "library"),
    ("autoEmptyTrash", "Empty trash automatically after every scan", "bool", True, "library"),
    ("allowMediaDeletion", "Allow media deletion", "bool", True, "library"),
    ("GenerateBIFBehavior", "Generate video preview thumbnails", "text", "never", "library"),
    ("ButlerStartHour", "Time at which tasks start to run", "int", 2, "butler"),
    ("ButlerEndHour", "Time at which tasks stop running", "int", 5, "butler"),
    ("ButlerTaskBackupDatabase", "Backup database every three days", "bool", True, "butler"),
    ("TranscoderTempDirectory", "Transcoder temporary directory", "text", "", "transcoder"),
    (
        "HardwareAcceleratedCodecs",
        "Use hardware acceleration when available",
        "bool",
        True,
        "transcoder",
    ),
    ("secureConnections", "Secure connections", "int", 1, "network"),
)


class UnknownPreference(KeyError):
    """A setting this server does not have."""


class Preferences:
    """The values of the settings; only known ones can be set."""

    def __init__(self, friendly_name: str) -> None:
        self._values: dict[str, Value] = {name: default for name, _, _, default, _ in _SETTINGS}
        self._values["FriendlyName"] = friendly_name

    def __getitem__(self, name: str) -> Value:
        """Return one value."""
        return self._values[name]

    def set(self, name: str, text: str) -> None:
        """Set one value from the text of a query; raises UnknownPreference."""
        kinds = {known: kind for known, _, kind, _, _ in _SETTINGS}
        match kinds.get(name):
            case None:
                raise UnknownPreference(name)
            case "bool":
                self._values[name] = text.lower() in ("1", "true")
            case "int":
                self._values[name] = int(text)
            case _:
                self._values[name] = text

    def as_list(self) -> list[Value]:
        """Return every setting."""
        return [
            {
                "id": name,
                "label": label,
                "summary": "",
                "type": kind,
                "default": default,
                "value": self._values[name],
                "hidden": False,
                "advanced": False,
                "group": group,
            }
            for name, label, kind, default, group in _SETTINGS
        ]
