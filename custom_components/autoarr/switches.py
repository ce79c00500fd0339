"""The switches of a Radarr or Sonarr that decide who handles its failures, as they are."""

from dataclasses import dataclass
from typing import Final

from .clients.servarr import ServarrClient
from .responses import Sentences

_SABNZBD: Final = "sabnzbd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """Whether it searches again by itself after a failure, and which of its SABnzbd clients delete failed jobs."""

    redownload: bool
    redownload_interactive: bool
    removing: tuple[str, ...] = ()

    @property
    def any_on(self) -> bool:
        """Say whether manage mode would find something to turn off."""
        return self.redownload or self.redownload_interactive or bool(self.removing)

    def listed(self, sentences: Sentences) -> str:
        """Return what manage mode would turn off, in words."""
        on = [
            sentences.line(key, {})
            for key, switch in (
                ("switch_redownload", self.redownload),
                ("switch_redownload_interactive", self.redownload_interactive),
            )
            if switch
        ]
        on += [sentences.line("switch_remove_failed", {"client": name}) for name in self.removing]
        return "; ".join(on) or sentences.line("switch_none", {})


async def read_switches(client: ServarrClient) -> Switches:
    """Read the switches of an instance; raises ServiceError."""
    handling = await client.failed_handling()
    return Switches(
        redownload=handling.auto_redownload,
        redownload_interactive=handling.auto_redownload_interactive,
        removing=tuple(
            one.name
            for one in await client.download_clients()
            if one.implementation.casefold() == _SABNZBD and one.remove_failed
        ),
    )
