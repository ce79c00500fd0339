"""One place where a service's error becomes the translated error of an action or entity."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.translation import async_get_translations

from .audit.messages import AuditRefused
from .clients.errors import ServiceError, ServiceUnauthorised, ServiceUnreachable
from .const import DOMAIN
from .journal.ports import StoreError
from .recovery.messages import RecoveryRefused


@contextmanager
def service_errors(name: str) -> Iterator[None]:
    """Translate what a service named `name` can answer; the text says what to do next."""
    try:
        yield
    except ServiceUnauthorised as err:
        raise _translated("service_unauthorised", name, err) from err
    except ServiceUnreachable as err:
        raise _translated("service_unreachable", name, err) from err
    except ServiceError as err:
        raise _translated("service_refused", name, err) from err
    except StoreError as err:
        raise _translated("not_stored", name, err) from err


@contextmanager
def recovery_errors() -> Iterator[None]:
    """Translate why recovery does not do what a person asked for."""
    try:
        yield
    except RecoveryRefused as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key=f"recovery_{err.refusal}",
            translation_placeholders=dict(err.placeholders),
        ) from err


@contextmanager
def audit_errors() -> Iterator[None]:
    """Translate why the audit does not do what a person asked for."""
    try:
        yield
    except AuditRefused as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key=f"audit_{err.refusal}",
            translation_placeholders=_words_of(err),
        ) from err
    except StoreError as err:
        raise _translated("not_stored", "AutoArr", err) from err


async def async_refusal_text(hass: HomeAssistant, err: AuditRefused) -> str:
    """Return why the audit does not do something, in Home Assistant's language, for where no error is shown."""
    texts = await async_get_translations(hass, hass.config.language, "exceptions", {DOMAIN})
    text = texts.get(f"component.{DOMAIN}.exceptions.audit_{err.refusal}.message", str(err))
    for name, word in _words_of(err).items():
        text = text.replace(f"{{{name}}}", word.replace("{", "(").replace("}", ")"))
    return text


def _words_of(err: AuditRefused) -> dict[str, str]:
    """Return the placeholders of a refusal; what is not known is a dash."""
    return {name: word or "–" for name, word in err.words.items()}


def _translated(key: str, name: str, err: Exception) -> HomeAssistantError:
    """Return the error that a person reads."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={"service": name, "error": str(err)},
    )
