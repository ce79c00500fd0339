"""SABnzbd in German, French, Spanish, Dutch and others: it translates labels, messages and warnings."""

import pytest

from custom_components.autoarr.clients.models.sabnzbd import SabWarning
from custom_components.autoarr.recovery.causes import FaultOf, Kind
from custom_components.autoarr.recovery.classify import classify, classify_queued, surroundings
from custom_components.autoarr.recovery.understanding.tables import ELSEWHERE, LABELS, MESSAGES
from custom_components.autoarr.recovery.understanding.translated_messages import (
    FETCHING_ELSEWHERE,
    MESSAGES_ELSEWHERE,
)

from .builders import history_slot, queue_slot, sab_queue

DOWNLOAD = (("Source", ("x.nzb",)), ("Download", ("13 Artikel",)), ("Servers", ("news=1 MB",)))


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("VERSCHLÜSSELT", Kind.ENCRYPTED_PAUSED),
        ("CRYPTÉ", Kind.ENCRYPTED_PAUSED),
        ("CHIFFRÉ", Kind.ENCRYPTED_PAUSED),
        ("ENCRIPTADO", Kind.ENCRYPTED_PAUSED),
        ("VERSLEUTELD", Kind.ENCRYPTED_PAUSED),
        ("*加密*", Kind.ENCRYPTED_PAUSED),
        ("UNERWÜNSCHT", Kind.UNWANTED_PAUSED),
        ("ONGEWENST", Kind.UNWANTED_PAUSED),
        ("ZU GROSS", Kind.TOO_LARGE),
        ("TE GROOT", Kind.TOO_LARGE),
        ("DUPLIKAT", Kind.DUPLICATE_PAUSED),
        ("DOUBLON", Kind.DUPLICATE_PAUSED),
        ("备选", Kind.DUPLICATE_PAUSED),
    ],
)
def test_a_pause_with_a_label_is_understood(label: str, kind: Kind) -> None:
    """Radarr and Sonarr never notice such a job."""
    found = classify_queued(queue_slot(status="Paused", labels=[label]))
    assert found is not None
    assert (found.kind, found.final) == (kind, True)


@pytest.mark.parametrize(
    "label",
    ["WAIT 59 sec", "WARTE 59 Sek", "PATIENTER 59 sec", "*等待* 59 秒", "59 saniye BEKLEYİN"],
)
def test_an_nzb_that_is_waited_for_is_seen_by_its_seconds(label: str) -> None:
    """The number is in every language."""
    found = classify_queued(queue_slot(status="Grabbing", labels=[label]))
    assert found is not None
    assert (found.kind, found.final) == (Kind.NZB_AWAITED, False)


@pytest.mark.parametrize(
    ("message", "stages", "kind", "at_fault"),
    [
        ("Abgebrochen, Verschlüsselung vorhanden", DOWNLOAD, Kind.ENCRYPTED, FaultOf.RELEASE),
        (
            "Entpacken fehlgeschlagen. Archiv benötigt ein Passwort.",
            (("Unpack", ("[x] Entpacken fehlgeschlagen. Archiv benötigt ein Passwort.",)),),
            Kind.ENCRYPTED,
            FaultOf.RELEASE,
        ),
        (
            "Abgebrochen, unerwünschte Dateieindung gefunden",
            DOWNLOAD,
            Kind.UNWANTED_FILE,
            FaultOf.RELEASE,
        ),
        (
            "Abgebrochen, kann nicht fertiggestellt werden - https://sabnzbd.org/not-complete",
            DOWNLOAD,
            Kind.CANNOT_COMPLETE,
            FaultOf.RELEASE,
        ),
        (
            "Download mislukt - Niet meer op je server(s) - https://sabnzbd.org/not-complete",
            DOWNLOAD,
            Kind.NOT_ON_SERVERS,
            FaultOf.RELEASE,
        ),
        (
            "Reparatur fehlgeschlagen. Nicht genug Reparatur-Blöcke vorhanden (16 zu wenig)",
            (),
            Kind.TOO_FEW_BLOCKS,
            FaultOf.RELEASE,
        ),
        ("Exit-Code des Skripts ist 3", (), Kind.SCRIPT_FAILED, FaultOf.LOCAL),
        ("RAR-Datei konnten nicht überprüft werden", (), Kind.NOT_VERIFIED, FaultOf.RELEASE),
        ("Defekte RAR Datei", (), Kind.BROKEN_ARCHIVE, FaultOf.RELEASE),
        (
            "Entpacken fehlgeschlagen. Fehler beim Schreiben oder volle Festplatte?",
            (),
            Kind.DISK_FULL,
            FaultOf.LOCAL,
        ),
        ("Dateien verschieben fehlgeschlagen", (), Kind.NOT_WRITABLE, FaultOf.LOCAL),
        ("Doppelte NZB", DOWNLOAD[:1], Kind.DUPLICATE, FaultOf.CONFIG),
        ("Nachbearbeitung wurde abgebrochen", (), Kind.STOPPED, FaultOf.UNKNOWN),
        (
            "Échec de l'extraction, l'archive nécessite un mot de passe",
            (),
            Kind.ENCRYPTED,
            FaultOf.RELEASE,
        ),
        ("Afgebroken, versleuteling ontdekt", (), Kind.ENCRYPTED, FaultOf.RELEASE),
        ("Abortado, detectamos cifrados", (), Kind.ENCRYPTED, FaultOf.RELEASE),
    ],
)
def test_a_failed_job_is_understood(
    message: str, stages: tuple[tuple[str, tuple[str, ...]], ...], kind: Kind, at_fault: FaultOf
) -> None:
    """By its stage, by what is not translated, or by SABnzbd's own words for it."""
    found = classify(history_slot(message=message, stages=stages))
    assert found is not None
    assert (found.kind, found.at_fault) == (kind, at_fault)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Abrufen der URL fehlgeschlagen; Unerlaubter Zugriff", Kind.NZB_REFUSED),
        ("URL ophalen mislukt; Geen toegangsrechten", Kind.NZB_REFUSED),
        (
            "Abrufen der URL fehlgeschlagen; Konnte Servernamen nicht auflösen",
            Kind.INDEXER_UNKNOWN_HOST,
        ),
        ("Abrufen der URL fehlgeschlagen; irgendetwas", Kind.NZB_NOT_FETCHED),
        ("Ungültige NZB-Datei.", Kind.NZB_UNUSABLE),
    ],
)
def test_an_nzb_that_was_not_fetched_is_understood(message: str, kind: Kind) -> None:
    """Such a job has no stage but Source."""
    found = classify(history_slot(message=message, url="http://x/1", stages=(("Source", ()),)))
    assert found is not None
    assert found.kind is kind


def test_a_duplicate_by_address_is_still_a_duplicate() -> None:
    """It never downloads either."""
    found = classify(history_slot(message="Dubbele download", url="http://x/1"))
    assert found is not None
    assert found.kind is Kind.DUPLICATE


@pytest.mark.parametrize(
    ("warning", "kind"),
    [
        ("Angehalten wegen zu wenig freiem Speicherplatz", Kind.PAUSED_FOR_SPACE),
        ("Schijf is vol; gedwongen pauze", Kind.PAUSED_FOR_SPACE),
        ("Kontingent aufgebraucht, Downloads werden angehalten", Kind.QUOTA_SPENT),
        ("Quota atteint, téléchargement mis en pause", Kind.QUOTA_SPENT),
    ],
)
def test_the_reason_of_a_paused_queue_is_understood(warning: str, kind: Kind) -> None:
    """Otherwise somebody paused it."""
    said = SabWarning(text=warning, type="WARNING", time=None)
    around = surroundings(sab_queue(status="Paused", paused=True), (said,))
    found = classify_queued(queue_slot(status="Queued"), around)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "warning",
    [
        "Post Processing Failed for {} (see logfile)",
        "Nachbearbeitung von {} fehlgeschlagen (siehe Protokoll)",
        "{} (bkz. günlük) için Post Processing başarısız oldu",
        "后期处理失败：{} (日志)",
    ],
)
def test_a_crash_of_post_processing_is_not_taken_for_a_person(warning: str) -> None:
    """The name of the job stands where each language puts it."""
    slot = history_slot(message="Nachbearbeitung wurde abgebrochen", name="Dune (2021)")
    said = SabWarning(text=warning.format("Dune (2021)"), type="ERROR", time=None)
    found = classify(slot, surroundings(sab_queue(), (said,)))
    assert found is not None
    assert found.kind is Kind.CRASHED


def test_no_text_of_another_language_means_two_things() -> None:
    """And none hides behind the beginning of another one."""
    meanings = [(text, kind) for kind, texts in MESSAGES_ELSEWHERE.items() for text in texts]
    for text, kind in meanings:
        assert {row.kind for row in ELSEWHERE if row.pattern.search(text)} == {kind}
        assert not any(row.pattern.search(text) for row in MESSAGES)


def test_every_text_is_of_some_length() -> None:
    """A short one would be found in anything."""
    texts = [*MESSAGES_ELSEWHERE.values(), *FETCHING_ELSEWHERE.values()]
    assert all(len(text.encode()) >= 9 for group in texts for text in group)
    assert all(label == label.strip() and label for label in LABELS)
