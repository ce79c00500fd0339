"""What Radarr and Sonarr write beside a download they do not import, as data: messages to kinds.

The texts are those of Radarr 3 to 6 and of Sonarr 3 to 5, read from their sources (the class that
writes each is named); neither translates them. A row says what was seen, whether Radarr or Sonarr
may get past it by itself (both try again once a minute), and who is to blame where the kind
does not say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
import re
from typing import Final

from ...clients.service import ServiceKind
from ..causes import KINDS, FaultOf, Kind

RADARR: Final = ServiceKind.RADARR
SONARR: Final = ServiceKind.SONARR


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One message, what it means, which class writes it, and an example as it was written."""

    pattern: re.Pattern[str]
    kind: Kind
    at_fault: FaultOf
    passes: bool
    written_by: str
    examples: Mapping[ServiceKind, str]


def _row(
    pattern: str,
    kind: Kind,
    written_by: str,
    *,
    radarr: str = "",
    sonarr: str = "",
    passes: bool = False,
    at_fault: FaultOf | None = None,
) -> ImportRow:
    """Return a row of the table; a service without an example does not write it."""
    examples = {RADARR: radarr, SONARR: sonarr}
    return ImportRow(
        pattern=re.compile(pattern),
        kind=kind,
        at_fault=at_fault or KINDS[kind].at_fault,
        passes=passes,
        written_by=written_by,
        examples={service: text for service, text in examples.items() if text},
    )


NOT_OURS: Final = re.compile(r"^Download (?:has failed |is encrypted and )?wasn't grabbed by ")
"""Written beside a job of another program in the same category: no block of a download of theirs."""

EXTRAS: Final = frozenset({Kind.SAMPLE_ONLY})
"""Kinds of files that lie beside the real one and say nothing about it."""

BLOCKS: Final = (
    # CompletedDownloadService: what the download is.
    _row(
        r"^(?:Movie|Series) title mismatch\b",
        Kind.WRONG_TITLE,
        "CompletedDownloadService",
        radarr="Movie title mismatch, automatic import is not possible. Manual Import required.",
        sonarr="Series title mismatch; automatic import is not possible. Check the download"
        " troubleshooting entry on the wiki for common causes.",
    ),
    _row(
        r"^Found matching (?:movie|series) via grab history, but release ",
        Kind.MANUAL_IMPORT,
        "CompletedDownloadService",
        radarr="Found matching movie via grab history, but release was matched to movie by ID."
        " Manual Import required.",
        sonarr="Found matching series via grab history, but release was matched to series by ID."
        " Automatic import is not possible. See the FAQ for details.",
    ),
    _row(
        r"^Unable to parse download, automatic import is not possible",
        Kind.WRONG_TITLE,
        "CompletedDownloadService",
        radarr="Unable to parse download, automatic import is not possible.",
        sonarr="Unable to parse download, automatic import is not possible.",
    ),
    _row(
        r"^Unable to import automatically, found multiple (?:movies|series): ",
        Kind.WRONG_TITLE,
        "TrackedDownloadService",
        radarr="Unable to import automatically, found multiple movies: Dune (1984), Dune (2021)",
        sonarr="Unable to import automatically, found multiple series: Taken, Taken (2017)",
    ),
    _row(
        r"^Unable to parse episodes from title",
        Kind.WRONG_TITLE,
        "TrackedDownloadService",
        sonarr="Unable to parse episodes from title",
    ),
    # CompletedDownloadService: where it lies.
    _row(
        r"^Download doesn't contain intermediate path, Skipping",
        Kind.PATH_MISSING,
        "CompletedDownloadService",
        radarr="Download doesn't contain intermediate path, Skipping.",
        sonarr="Download doesn't contain intermediate path, Skipping.",
        passes=True,
    ),
    _row(
        r"^\[.*\] is not a valid local path\b",
        Kind.PATH_MISSING,
        "CompletedDownloadService",
        radarr="[C:\\done\\Dune] is not a valid local path. You may need a Remote Path Mapping.",
        sonarr="[C:\\done\\Show] is not a valid local path. You may need a Remote Path Mapping."
        " Check the download troubleshooting entry on the wiki for details.",
        passes=True,
    ),
    _row(
        r"^Import failed, path does not exist or is not accessible by ",
        Kind.PATH_MISSING,
        "DownloadedMovieImportService, DownloadedEpisodesImportService",
        radarr="Import failed, path does not exist or is not accessible by Radarr: /done/Dune."
        " Ensure the path exists and the user running Radarr has the correct permissions to"
        " access this file/folder",
        sonarr="Import failed, path does not exist or is not accessible by Sonarr: /done/Show."
        " Ensure the path exists and the user running Sonarr has the correct permissions to"
        " access this file/folder",
        passes=True,
    ),
    _row(
        r"^Failed to import (?:movie|episode), Root folder missing",
        Kind.PATH_MISSING,
        "ImportApprovedMovie, ImportApprovedEpisodes",
        radarr="Failed to import movie, Root folder missing.",
        sonarr="Failed to import episode, Root folder missing.",
        passes=True,
    ),
    _row(
        r"^Import path is mapped to a (?:movie|series) folder",
        Kind.OTHER_BLOCK,
        "DownloadedMovieImportService, DownloadedEpisodesImportService",
        radarr="Import path is mapped to a movie folder",
        sonarr="Import path is mapped to a series folder",
        at_fault=FaultOf.CONFIG,
    ),
    # What it holds.
    _row(
        r"^Caution: Found ",
        Kind.DANGEROUS_FILE,
        "DownloadedMovieImportService, DownloadedEpisodesImportService",
        radarr="Caution: Found executable file with extension: '.exe'",
        sonarr="Caution: Found file with user defined rejected extension: '.zipx'",
    ),
    _row(
        r"^Sample$",
        Kind.SAMPLE_ONLY,
        "NotSampleSpecification",
        radarr="Sample",
        sonarr="Sample",
    ),
    _row(
        r"^Unable to determine if file is a sample",
        Kind.OTHER_BLOCK,
        "NotSampleSpecification",
        radarr="Unable to determine if file is a sample",
        sonarr="Unable to determine if file is a sample",
    ),
    _row(
        r"^No audio tracks detected",
        Kind.NO_AUDIO,
        "HasAudioTrackSpecification",
        radarr="No audio tracks detected",
        sonarr="No audio tracks detected",
    ),
    _row(
        r"^No files found are eligible for import in ",
        Kind.NO_FILES,
        "CompletedDownloadService",
        radarr="No files found are eligible for import in /done/Dune",
        sonarr="No files found are eligible for import in /done/Show",
        passes=True,
    ),
    _row(
        r"^Found archive file, might need to be extracted",
        Kind.NO_FILES,
        "DownloadedMovieImportService, DownloadedEpisodesImportService",
        radarr="Found archive file, might need to be extracted",
        sonarr="Found archive file, might need to be extracted",
    ),
    _row(
        r"^Invalid video file, ",
        Kind.NO_FILES,
        "DownloadedMovieImportService, DownloadedEpisodesImportService",
        radarr="Invalid video file, unsupported extension: '.iso'",
        sonarr="Invalid video file, filename starts with '._'",
    ),
    _row(
        r"^File is still being unpacked",
        Kind.NO_FILES,
        "NotUnpackingSpecification",
        radarr="File is still being unpacked",
        sonarr="File is still being unpacked",
        passes=True,
        at_fault=FaultOf.LOCAL,
    ),
    # Which film or episode it is.
    _row(
        r"^Movie .+ was not found in the grabbed release: ",
        Kind.WRONG_TITLE,
        "MatchesGrabSpecification",
        radarr="Movie [Dune (1984)][tt0087182, 841] was not found in the grabbed release:"
        " Dune.2021.1080p.WEB-DL-GRP",
    ),
    _row(
        r"^Episodes? .+ (?:was|were) not found in the grabbed release: ",
        Kind.WRONG_EPISODE,
        "MatchesGrabSpecification",
        sonarr="Episode 1x05 was not found in the grabbed release: Show.S01E02.1080p.WEB-DL-GRP",
    ),
    _row(
        r"^Episodes? (?:numbers? )?.+ (?:was|were) unexpected considering the .+ folder name",
        Kind.WRONG_EPISODE,
        "MatchesFolderSpecification",
        sonarr="Episodes 1x05, 1x06 were unexpected considering the Show.S01E02 folder name",
    ),
    _row(
        r"^Season number .+ was unexpected considering the folder name ",
        Kind.WRONG_SEASON,
        "MatchesFolderSpecification (Sonarr 3)",
        sonarr="Season number 2 was unexpected considering the folder name Show.S01",
    ),
    _row(
        r"^Single episode file contains all episodes in seasons",
        Kind.WRONG_SEASON,
        "FullSeasonSpecification",
        sonarr="Single episode file contains all episodes in seasons. Review file name or manually"
        " import",
        at_fault=FaultOf.UNKNOWN,
    ),
    _row(
        r"^Invalid season or episode",
        Kind.WRONG_EPISODE,
        "ImportDecisionMaker",
        sonarr="Invalid season or episode",
        at_fault=FaultOf.UNKNOWN,
    ),
    _row(
        r"^Extras are not supported|^Partial season packs are not supported",
        Kind.INCOMPLETE_IMPORT,
        "ImportDecisionMaker",
        sonarr="Partial season packs are not supported",
    ),
    _row(
        r"^Single episode split into multiple files|^File is (?:suspected multi-part file|Multi-Disc)",
        Kind.INCOMPLETE_IMPORT,
        "SplitEpisodeSpecification, NotMultiPartSpecification",
        radarr="File is suspected multi-part file, Radarr doesn't support this",
        sonarr="Single episode split into multiple files",
    ),
    _row(
        r"^Multi-season download, unable to import automatically",
        Kind.MANUAL_IMPORT,
        "DownloadedEpisodesImportService (Sonarr 5)",
        sonarr="Multi-season download, unable to import automatically",
    ),
    _row(
        r"^This show has individual episode mappings on TheXEM",
        Kind.MANUAL_IMPORT,
        "UnverifiedSceneNumberingSpecification",
        sonarr="This show has individual episode mappings on TheXEM but the mapping for this"
        " episode has not been confirmed yet by their administrators. TheXEM needs manual input.",
    ),
    _row(
        r"^(?:Unknown (?:Movie|Series)\b|Invalid movie$|Unable to parse file)",
        Kind.WRONG_TITLE,
        "ImportDecisionMaker, DownloadedMovieImportService, DownloadedEpisodesImportService",
        radarr="Unknown Movie for file: dune.mkv",
        sonarr="Unknown Series",
    ),
    _row(
        r"^Episode (?:does not have an absolute episode number|does not have a title|has a TBA title)"
        r" and recently aired",
        Kind.TITLE_TO_BE_ANNOUNCED,
        "EpisodeTitleSpecification, AbsoluteEpisodeNumberSpecification",
        sonarr="Episode has a TBA title and recently aired",
        passes=True,
    ),
    # What is there already.
    _row(
        r"^Not an? .*upgrade for existing ",
        Kind.NOT_AN_UPGRADE,
        "UpgradeSpecification",
        radarr="Not an upgrade for existing movie file. Existing quality: Bluray-1080p."
        " New Quality WEBDL-1080p.",
        sonarr="Not a Custom Format upgrade for existing episode file(s). New: [] (0) do not"
        " improve on Existing: [Proper] (5)",
    ),
    _row(
        r"^Episode file on disk contains more episodes than this file contains"
        r"|^Has the same filesize as existing file",
        Kind.NOT_AN_UPGRADE,
        "SameEpisodesImportSpecification, SameFileSpecification (Radarr 3, Sonarr 3)",
        radarr="Has the same filesize as existing file",
        sonarr="Episode file on disk contains more episodes than this file contains",
    ),
    _row(
        r"^(?:Quality of file .+ does not match|File quality does not match)"
        r" quality of (?:the )?grabbed release",
        Kind.MANUAL_IMPORT,
        "GrabbedReleaseQualitySpecification (Radarr 3, Sonarr 3)",
        radarr="File quality does not match quality of the grabbed release",
        sonarr="Quality of file (HDTV-720p v1) does not match quality of grabbed release"
        " (WEBDL-1080p v1)",
    ),
    _row(
        r"^(?:Movie|Episode) (?:file already imported at |has already been imported)",
        Kind.ALREADY_IMPORTED,
        "AlreadyImportedSpecification, ImportApprovedMovie, ImportApprovedEpisodes",
        radarr="Movie file already imported at 10/02/2026 08:15:00",
        sonarr="Episode has already been imported",
    ),
    # What this machine does.
    _row(
        r"^Not enough free space",
        Kind.NO_SPACE_TO_IMPORT,
        "FreeSpaceSpecification",
        radarr="Not enough free space",
        sonarr="Not enough free space",
        passes=True,
    ),
    _row(
        r"^Locked file, try again later",
        Kind.NOT_ALLOWED_TO_IMPORT,
        "DownloadedMovieImportService, DownloadedEpisodesImportService",
        radarr="Locked file, try again later",
        sonarr="Locked file, try again later",
        passes=True,
    ),
    _row(
        r"^Failed to import (?:movie|episode)\b",
        Kind.NOT_ALLOWED_TO_IMPORT,
        "ImportApprovedMovie, ImportApprovedEpisodes",
        radarr="Failed to import movie, unable to move existing file to the Recycle Bin.",
        sonarr="Failed to import episode, Destination already exists.",
        passes=True,
    ),
    _row(
        r"^Unexpected error processing file|^\w+Specification: ",
        Kind.OTHER_BLOCK,
        "ImportDecisionMaker",
        radarr="Unexpected error processing file",
        sonarr="UpgradeSpecification: Object reference not set to an instance of an object.",
        passes=True,
    ),
    # The heading over what is said of each file.
    _row(
        r"^One or more (?:movies|episodes) expected in this release were not imported or missing",
        Kind.INCOMPLETE_IMPORT,
        "CompletedDownloadService",
        radarr="One or more movies expected in this release were not imported or missing",
        sonarr="One or more episodes expected in this release were not imported or missing from"
        " the release",
    ),
)
"""Every message known; the first row whose pattern is found at the beginning counts."""

HEADING: Final = BLOCKS[-1]


@lru_cache(maxsize=2048)
def row_of(text: str) -> ImportRow | None:
    """Return the row of a message, None for one that is not known."""
    return next((row for row in BLOCKS if row.pattern.search(text)), None)
