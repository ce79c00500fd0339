"""How Radarr and Sonarr deal with downloads and the files that come of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ...clients.service import ServiceKind
from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch
from ..predicates import same
from .arr import edit, identifier, label, setting, text, words
from .base import Check, field, rows
from .profile_rows import profiles

MEDIA: Final = "config/mediamanagement"
PROPERS: Final = "downloadPropersAndRepacks"


def working_folders(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect the marks that SABnzbd puts on folders it is not done with; `|` stands between them."""
    name, path = "config/downloadclient", "downloadClientWorkingFolders"
    present = text(service, name, path)
    folders = [part.strip() for part in present.split("|") if part.strip()]
    known = {folder.casefold() for folder in folders}
    missing = [folder for folder in words(params, "folders") if folder.casefold() not in known]
    if missing:
        after = "|".join([*folders, *missing])
        yield Mismatch(
            found=present,
            wanted=after,
            edits=(edit(service, name, path, before=setting(service, name, path), after=after),),
            words={"folders": ", ".join(missing)},
        )


def usenet_client(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect an active download client: for usenet, or any where no SABnzbd is connected."""
    active = [row for row in rows(service, "downloadclient") if row.get("enable") is True]
    if any(estate.of_kind(ServiceKind.SABNZBD)):
        active = [row for row in active if row.get("protocol") == "usenet"]
    if not active:
        yield Mismatch()


def client_encryption(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect HTTPS where the SABnzbd behind that port serves it, else HTTP; other ports are a proxy's business."""
    for row in rows(service, "downloadclient"):
        used = field(row, "useSsl")
        if row.get("implementation") != "Sabnzbd" or not isinstance(used, bool):
            continue
        served = {
            answer
            for sabnzbd in estate.of_kind(ServiceKind.SABNZBD)
            if (answer := _encrypted(sabnzbd, field(row, "port"))) is not None
        }
        if served == {not used}:
            yield Mismatch(
                subject=identifier(row),
                found=used,
                wanted=not used,
                edits=(
                    edit(
                        service,
                        "downloadclient",
                        "fields[name=useSsl].value",
                        before=used,
                        after=not used,
                        row=identifier(row),
                    ),
                ),
                words={
                    "name": label(row),
                    "set": "HTTPS" if used else "HTTP",
                    "served": "HTTP" if used else "HTTPS",
                },
            )


def _encrypted(sabnzbd: ServiceSnapshot, port: JsonValue) -> bool | None:
    """Say whether a SABnzbd speaks HTTPS on a port; None where it does not listen there or did not tell."""
    misc = sabnzbd.documents.get("misc")
    if not isinstance(misc, dict) or not port:
        return None
    https = same(misc.get("enable_https"), True)
    own, other = str(misc.get("port") or ""), str(misc.get("https_port") or "")
    if https and str(port) == (other or own):
        return True
    return False if str(port) == own else None


def propers(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect propers to be left to custom formats where these are scored, and to be preferred where there are none."""
    found = setting(service, MEDIA, PROPERS)
    wanted = params.get("value")
    if found in words(params, "right") or not isinstance(found, str):
        return
    names = {name.casefold() for name in words(params, "formats")}
    scored = [
        profile.named[name]
        for profile in profiles(service)
        for name in names & profile.named.keys()
    ]
    count = params.get("scored") is True
    if any(one.score > 0 for one in scored) if count else not scored:
        change = edit(service, MEDIA, PROPERS, before=found, after=wanted)
        yield Mismatch(found=found, wanted=wanted, edits=(change,))


def extra_files(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect files beside the video to be taken over, of these kinds at least."""
    switch = setting(service, MEDIA, "importExtraFiles")
    present = text(service, MEDIA, "extraFileExtensions")
    kinds = [part.strip() for part in present.split(",") if part.strip()]
    known = {kind.casefold().removeprefix(".") for kind in kinds}
    missing = [kind for kind in words(params, "extensions") if kind not in known]
    edits = []
    if switch is False:
        edits.append(edit(service, MEDIA, "importExtraFiles", before=switch, after=True))
    if missing:
        before = setting(service, MEDIA, "extraFileExtensions")
        after = ",".join([*kinds, *missing])
        edits.append(edit(service, MEDIA, "extraFileExtensions", before=before, after=after))
    if edits:
        yield Mismatch(found=switch, wanted=True, edits=tuple(edits))


def recycle_bin_place(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect the recycle bin outside of every root folder."""
    present = text(service, MEDIA, "recycleBin")
    for row in rows(service, "rootfolder"):
        folder = row.get("path")
        if present and isinstance(folder, str) and inside(present, folder):
            yield Mismatch(
                subject=identifier(row), found=present, words={"folder": folder, "bin": present}
            )


def inside(path: str, folder: str) -> bool:
    """Say whether a path is a folder or lies in it; Windows paths in any case of letters."""
    windows = "\\" in folder or folder[1:2] == ":"
    below, above = (
        one.replace("\\", "/").rstrip("/") + "/" if windows else one.rstrip("/") + "/"
        for one in (path, folder)
    )
    if windows:
        below, above = below.casefold(), above.casefold()
    return above != "/" and below.startswith(above)


def mapping_host(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect every path mapping to be for the host of a download client."""
    hosts = {str(field(row, "host")).casefold() for row in rows(service, "downloadclient")}
    for row, host, remote, _ in _mappings(service):
        if hosts and host.casefold() not in hosts:
            yield Mismatch(
                subject=identifier(row), found=host, words={"host": host, "remote": remote}
            )


def mapping_same(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect every path mapping to lead to another path."""
    for row, host, remote, local in _mappings(service):
        if remote.rstrip("/\\") == local.rstrip("/\\"):
            yield Mismatch(
                subject=identifier(row), found=local, words={"host": host, "remote": remote}
            )


def _mappings(service: ServiceSnapshot) -> Iterator[tuple[JsonObject, str, str, str]]:
    """Yield the path mappings that are whole: row, host, remote path, local path."""
    for row in rows(service, "remotepathmapping"):
        host, remote, local = row.get("host"), row.get("remotePath"), row.get("localPath")
        if isinstance(host, str) and isinstance(remote, str) and isinstance(local, str):
            yield row, host, remote, local


CHECKS: Final[Mapping[str, Check]] = {
    "working_folders": working_folders,
    "usenet_client": usenet_client,
    "client_encryption": client_encryption,
    "propers": propers,
    "extra_files": extra_files,
    "recycle_bin_place": recycle_bin_place,
    "mapping_host": mapping_host,
    "mapping_same": mapping_same,
}
