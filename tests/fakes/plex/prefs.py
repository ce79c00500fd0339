"""The settings of a server that matter to us, as `/:/prefs` lists them."""

import contextlib

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
    ("ScannerLowPriority", "Run scanner tasks at a lower priority", "bool", False, "library"),
    ("DatabaseCacheSize", "Database Cache Size (MB)", "int", 40, "library"),
    ("OnDeckWindow", "Weeks to consider for Continue Watching", "int", 16, "library"),
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
    ("TranscoderH264MinimumCRF", "", "double", 16.0, "transcoder"),
    ("secureConnections", "Secure connections", "int", 1, "network"),
    ("RelayEnabled", "Enable Relay", "bool", True, "network"),
    ("allowedNetworks", "IP addresses allowed without auth", "text", "", "network"),
    ("customCertificateKey", "Custom certificate encryption key", "text", "", "network"),
    ("PublishServerOnPlexOnlineKey", "", "bool", False, ""),
    ("PlexOnlineToken", "", "text", "plex-online-token-of-the-server", ""),
    ("PlexOnlineUsername", "", "text", "somebody", ""),
    ("PlexOnlineMail", "", "text", "somebody@example.com", ""),
)


class UnknownPreference(KeyError):
    """A setting this server does not have."""


class Preferences:
    """The values of the settings; only known ones can be set."""

    def __init__(self, friendly_name: str) -> None:
        self._values: dict[str, Value] = {name: default for name, _, _, default, _ in _SETTINGS}
        self._values["FriendlyName"] = friendly_name
        self._left_out: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> Value:
        """Return one value."""
        return self._values[name]

    def set(self, name: str, text: str) -> None:
        """Set one value from the text of a query; raises UnknownPreference."""
        kinds = {known: kind for known, _, kind, _, _ in _SETTINGS if known not in self._left_out}
        match kinds.get(name):
            case None:
                raise UnknownPreference(name)
            case "bool":
                self._values[name] = text.lower() in ("1", "true")
            case "int" | "double" as kind:
                with contextlib.suppress(ValueError):
                    self._values[name] = int(text) if kind == "int" else float(text)
            case _:
                self._values[name] = text

    def put(self, name: str, value: Value) -> None:
        """Set one value as somebody else would; raises UnknownPreference."""
        if name not in self._values:
            raise UnknownPreference(name)
        self._values[name] = value

    def leave_out(self, *names: str) -> None:
        """Be a version that does not have these settings."""
        self._left_out = frozenset(names)

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
            if name not in self._left_out
        ]
