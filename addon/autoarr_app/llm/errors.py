"""Everything that can go wrong with a model, as types; each text is a sentence for a person."""


class ModelError(Exception):
    """Something about the model failed; `detail` says what happened, where, and what to do."""

    def __init__(self, detail: str) -> None:
        """Keep the sentence."""
        super().__init__(detail)
        self.detail = detail


class NoModel(ModelError):
    """No model is chosen, downloaded or possible on this machine."""


class ModelBusy(ModelError):
    """Too many questions wait already."""

    def __init__(self, detail: str, *, retry_after: float) -> None:
        """Keep after how many seconds asking again is promising."""
        super().__init__(detail)
        self.retry_after = retry_after


class ModelTimeout(ModelError):
    """The model did not answer before the deadline."""


class ModelCrashed(ModelError):
    """The model's process ended while it was asked, or what it said is no answer."""


class UnknownModel(ModelError):
    """No such model is in the catalogue or in the model folder."""


class LicenceNotAccepted(ModelError):
    """The licence of the weights has to be accepted first."""

    def __init__(self, detail: str, *, licence: str) -> None:
        """Keep the id of the licence."""
        super().__init__(detail)
        self.licence = licence


class DoesNotFit(ModelError):
    """The machine has too little memory for the model."""


class NoSpace(ModelError):
    """The disk has too little room for the file."""


class InvalidModelFile(ModelError):
    """The file is no model, or not the one it should be."""


class DownloadRunning(ModelError):
    """The model is being downloaded already."""


class DownloadFailed(ModelError):
    """The model could not be downloaded."""


class ModelInUse(ModelError):
    """The file belongs to the model that is active."""
