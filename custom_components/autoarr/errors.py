"""One place where a service's error becomes the translated error of an action or entity."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

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


def _translated(key: str, name: str, err: Exception) -> HomeAssistantError:
    """Return the error that a person reads."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={"service": name, "error": str(err)},
    )
