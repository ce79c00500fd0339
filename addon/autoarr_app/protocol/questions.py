"""What the model is asked and what it answers; every answer says who gave it and how long it took."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .common import NO_CONTROLS, Id, LongText, ShortText, TitleText, Wire

type UserText = Annotated[str, Field(min_length=1, max_length=500, pattern=NO_CONTROLS)]
type Deadline = Annotated[int, Field(ge=100, le=120_000)]
type Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]


class Intent(StrEnum):
    """What the speaker wants."""

    ADD = "add"
    STATUS = "status"
    CANCEL = "cancel"
    DIAGNOSE = "diagnose"
    NONE = "none"


class MediaType(StrEnum):
    """A film, a series, or not said."""

    MOVIE = "movie"
    TV = "tv"
    UNKNOWN = "unknown"


class Quality(StrEnum):
    """A picture size that can be asked for."""

    UHD = "2160p"
    FULL_HD = "1080p"
    HD = "720p"
    SD = "480p"


type Title = Annotated[str, Field(min_length=1, max_length=100, pattern=NO_CONTROLS)]
type Year = Annotated[int, Field(ge=1870, le=2100)]
type Season = Annotated[int, Field(ge=0, le=999)]
type Episode = Annotated[int, Field(ge=0, le=9_999)]


class ParsedItem(Wire):
    """One title that was spoken of."""

    media_type: MediaType
    titles: Annotated[list[Title], Field(min_length=1, max_length=3)]
    """What it may be called, likeliest first."""
    year: Year | None
    seasons: Annotated[list[Season], Field(max_length=10)]
    episodes: Annotated[list[Episode], Field(max_length=20)]
    quality: Quality | None
    latest: bool
    all_seasons: bool


class ParsedRequest(Wire):
    """What a sentence asks for, as `ParsedRequest` of the integration."""

    text: str
    intent: Intent
    items: Annotated[list[ParsedItem], Field(max_length=5)]
    confidence: Annotated[float, Field(ge=0, le=1)]


class Known(Wire):
    """What rules have already found in the sentence: the model is not asked for it again."""

    intent: Intent | None = None
    media_type: MediaType | None = None
    year: Year | None = None
    seasons: Annotated[list[Season], Field(max_length=10)] | None = None
    episodes: Annotated[list[Episode], Field(max_length=20)] | None = None
    quality: Quality | None = None
    latest: bool | None = None
    all_seasons: bool | None = None


class ParseQuestion(Wire):
    """A sentence of a person that rules did not understand."""

    text: UserText
    known: Known = Known()
    deadline_ms: Deadline = 6_000


class ParseBatch(Wire):
    """Several sentences at once; cheaper than one after the other."""

    questions: Annotated[list[ParseQuestion], Field(min_length=1, max_length=16)]


class Answered(Wire):
    """Who answered, and how long it took."""

    model: str
    """The id of the model."""
    took_ms: float
    cached: bool
    """Whether the same was asked before; the model was not asked again."""


class ParseAnswer(Answered):
    """What the model made of a sentence. It always needs a person's yes."""

    result: ParsedRequest


class ParseAnswers(Wire):
    """One answer a question, in their order."""

    answers: list[ParseAnswer]


class Cause(StrEnum):
    """Why a download failed: the closed set."""

    ARTICLE_MISSING = "article_missing"
    PAR2_DAMAGED = "par2_damaged"
    PASSWORD = "password"
    UNPACK = "unpack"
    DISK_FULL = "disk_full"
    PERMISSIONS = "permissions"
    SCRIPT = "script"
    PROVIDER_DOWN = "provider_down"
    INDEXER = "indexer"
    DUPLICATE = "duplicate"
    UNWANTED_CONTENT = "unwanted_content"
    IMPORT_BLOCKED = "import_blocked"
    STALLED = "stalled"
    WRONG_LANGUAGE = "wrong_language"
    USER_STOPPED = "user_stopped"
    UNKNOWN = "unknown"


class ClassifyQuestion(Wire):
    """A message of a service that no table knows."""

    message: Annotated[str, Field(min_length=1, max_length=500, pattern=NO_CONTROLS)]
    service: ShortText = "sabnzbd"
    version: ShortText = ""
    stage: ShortText = ""
    """The stage of post-processing it appeared in."""
    deadline_ms: Deadline = 10_000


class Classification(Wire):
    """A cause out of the closed set; never an action by itself."""

    cause: Cause


class ClassifyAnswer(Answered):
    """What the model makes of a message."""

    result: Classification


class FindingBrief(Wire):
    """A finding of the audit, in short."""

    id: Id
    service: ShortText
    severity: ShortText
    title: TitleText
    reason: LongText = ""


class ExplainQuestion(Wire):
    """Findings to be explained in the user's words, and put in order."""

    findings: Annotated[list[FindingBrief], Field(min_length=1, max_length=20)]
    language: Language = "en"
    deadline_ms: Deadline = 60_000


class Explanation(Wire):
    """The model's words about one finding."""

    id: str
    text: str


class Explained(Wire):
    """One explanation a finding, and all ids in the order to do them in."""

    explanations: list[Explanation]
    order: list[str]


class ExplainAnswer(Answered):
    """The model's words, to be marked as such; they never decide what is applied."""

    result: Explained
