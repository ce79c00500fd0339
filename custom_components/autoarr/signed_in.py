"""Who is signed in where a form of a repair is submitted: Home Assistant does not tell the flow."""

from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.helpers.http import current_request


def user_of_form() -> str:
    """Return the id of the user whose request is being answered; "" where nothing came over HTTP."""
    request = current_request.get()
    user = request.get(KEY_HASS_USER) if request is not None else None
    return user.id if user is not None else ""
