"""What the tests of the audit share: settings that are wrong, and the findings about them."""

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import Answer, ask, hub_of, service_id, until

SAFE = "sabnzbd.safe_postproc"
RESUME = "sabnzbd.fulldisk_autoresume"
ENCRYPTED = "sabnzbd.server_ssl"
"""Only a person can mend it."""


def key(entry: MockConfigEntry, rule: str, kind: str = "sabnzbd", subject: str = "") -> str:
    """Return the key of a finding about the only service of a kind."""
    return ":".join(part for part in (rule, service_id(entry, kind), subject) if part)


def unsafe(sabnzbd: FakeSabnzbd) -> None:
    """Let SABnzbd call broken downloads finished: a grave mistake that can be mended."""
    sabnzbd.change("misc", "", "safe_postproc", 0)


def safe(sabnzbd: FakeSabnzbd) -> bool:
    """Say whether SABnzbd checks what it downloads."""
    return sabnzbd.settings.misc["safe_postproc"] in (1, True)


def found(answer: Answer) -> dict[str, Answer]:
    """Return the open findings of a report by their key."""
    return {finding["finding_key"]: finding for finding in answer["findings"]}


async def audit(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Answer]:
    """Look, wait until everybody has heard of it, and return the open findings by their key."""
    answer = await ask(hass, "audit")
    await shown(hass, entry)
    return found(answer)


async def shown(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait until everything that the audit begins by itself is done."""
    await until(lambda: not hub_of(entry).audits._tasks, "the audit does not come to rest")
    await hass.async_block_till_done()
