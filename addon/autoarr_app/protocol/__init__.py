"""What travels between the integration and the app: one pydantic model a message, in and out.

The models are the contract: bodies and queries are validated by them, answers are made of them and
`/openapi.json` is generated from them. Every limit stands in the JSON schema too, so that whoever
reads it knows beforehand what is refused.
"""

from typing import Final

PROTOCOL_MIN: Final = 1
PROTOCOL_MAX: Final = 1
"""The range of protocol versions this app speaks; both sides take the highest they share."""

API_PREFIX: Final = "/api/v1"
