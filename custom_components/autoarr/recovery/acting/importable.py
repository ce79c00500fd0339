"""Whether what a blocked download holds may be imported: every file must be of what was grabbed. Pure."""

from collections.abc import Collection, Iterable, Sequence
import re
from typing import Final

from ...clients.models.servarr import ImportCandidate
from ..causes import Kind
from ..models import Grab

NEVER: Final = frozenset({Kind.DANGEROUS_FILE, Kind.SAMPLE_ONLY})
"""What no mapping makes good: manual import lists the videos alone, not what lies beside them."""

SAMPLE: Final = re.compile(r"Sample", re.IGNORECASE)

WAIVABLE: Final = (
    # CompletedDownloadService of both: known by the grab, which is exactly what is checked here.
    re.compile(r"Found matching (?:movie|series|episode) via grab history", re.IGNORECASE),
    re.compile(r"(?:Movie|Series) title mismatch", re.IGNORECASE),
    # ImportDecisionMaker: no name tells anything, the grab does.
    re.compile(r"Unable to parse file", re.IGNORECASE),
)
"""How objections begin that carry no weight once the file is mapped to what was grabbed."""

WAIVABLE_IF_ASKED: Final = (
    # UpgradeSpecification
    re.compile(r"Not an upgrade for existing", re.IGNORECASE),
    re.compile(r"Not a quality revision upgrade", re.IGNORECASE),
    re.compile(r"Not a Custom Format upgrade", re.IGNORECASE),
    # NotSampleSpecification, when the length cannot be read
    re.compile(r"Unable to determine if file is a sample", re.IGNORECASE),
    # EpisodeTitleSpecification, AbsoluteEpisodeNumberSpecification
    re.compile(r"Episode (?:does not have a|has a TBA) title", re.IGNORECASE),
    re.compile(r"Episode does not have an absolute episode number", re.IGNORECASE),
    # MatchesFolderSpecification: the folder is named after something else, the grab is not
    re.compile(r"Episodes? .{1,60} (?:was|were) unexpected considering the", re.IGNORECASE),
    # AlreadyImportedSpecification
    re.compile(r"(?:Movie|Episode) file already imported at", re.IGNORECASE),
)
"""How objections begin that are a matter of taste: a person may set them aside, AutoArr does not."""

NAME_CHARS: Final = 80


def importable(
    candidates: Sequence[ImportCandidate],
    grab: Grab,
    kind: Kind,
    *,
    asked: bool = False,
    imported: Collection[int] = (),
) -> tuple[ImportCandidate, ...] | str:
    """Return the files to import, or a sentence that says why none is.

    A film needs exactly one file; episodes need files that are of nothing but what was grabbed, no
    two of one episode, and together, with what was `imported` of the job before, of all of it.
    Samples stay where they are. When a person `asked`, some episodes may be missing, and what is a
    matter of taste does not count.
    """
    if kind in NEVER:
        return "It holds a file that must not be imported."
    files: list[ImportCandidate] = []
    for candidate in candidates:
        if any(SAMPLE.fullmatch(why.strip()) for why in candidate.rejections):
            continue
        trouble = _objection(candidate, asked=asked) or _mismatch(candidate, grab)
        if trouble:
            return f"{_short(candidate.name)}: {trouble}"
        files.append(candidate)
    if not files:
        return "No file that can be imported was found."
    return _together(files, grab, asked=asked, imported=imported) or tuple(files)


def _objection(candidate: ImportCandidate, *, asked: bool) -> str:
    """Return what Radarr or Sonarr has against a file, as far as it counts."""
    waived = (*WAIVABLE, *WAIVABLE_IF_ASKED) if asked else WAIVABLE
    for why in candidate.rejections:
        if not any(pattern.match(why.strip()) for pattern in waived):
            return _sentence(why)
    return ""


def _mismatch(candidate: ImportCandidate, grab: Grab) -> str:
    """Return why a file is not of what was grabbed."""
    if candidate.media_id is None:
        return "nothing says what it is."
    if candidate.media_id != grab.item.media_id:
        return "it is of another title."
    wanted = grab.item.episode_ids
    if wanted and not candidate.episode_ids:
        return "nothing says which episode it is."
    if not set(candidate.episode_ids) <= set(wanted):
        return "it is of an episode that was not grabbed."
    return ""


def _together(
    files: Sequence[ImportCandidate], grab: Grab, *, asked: bool, imported: Collection[int]
) -> str:
    """Return why files that fit one by one do not fit together."""
    wanted = set(grab.item.episode_ids)
    if not wanted:
        return "There are several films in it." if len(files) > 1 else ""
    brought = [episode for file in files for episode in file.episode_ids]
    if len(brought) != len(set(brought)):
        return "Two files are of the same episode."
    missing = wanted.difference(brought, imported)
    return "" if asked or not missing else f"{_count(missing)} missing."


def _count(missing: Collection[int]) -> str:
    """Return how many episodes are missing, as the beginning of a sentence."""
    return "One episode is" if len(missing) == 1 else f"{len(missing)} episodes are"


def _short(name: str) -> str:
    """Return the name of a file, cut."""
    return name if len(name) <= NAME_CHARS else f"{name[:NAME_CHARS]}…"


def _sentence(words: str) -> str:
    """Return words of a service as a sentence, cut."""
    return f"{_short(words.strip()).rstrip('.')}."


def brings(files: Iterable[ImportCandidate]) -> int:
    """Return how many records an import of these files makes: one for a film, one for each episode."""
    return sum(len(file.episode_ids) or 1 for file in files)
