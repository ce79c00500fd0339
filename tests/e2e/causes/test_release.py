"""Releases that are to blame: another one takes their place, by Radarr's own search or by ours."""

from custom_components.autoarr.recovery.causes import Cause, Kind
from custom_components.autoarr.recovery.models import Mode
from tests.fakes.usenet import Par2, rar, video

from .editions import BOTH, EITHER_MODE, EVERYWHERE, needs_sabnzbd
from .house import House
from .stories import release, replaced, untouched

pytestmark = needs_sabnzbd

ENOUGH = Par2()


def broken(name: str) -> dict[str, bytes]:
    """Return the volumes of an archive with a hole in the second one, which its recovery volumes know nothing of."""
    volumes = list(rar.archive(f"{name}.mkv", video(600_000, name=name), volumes=3))
    volumes[1] = volumes[1][:90_000] + bytes(5_000) + volumes[1][95_000:]
    return {f"{name}.part{number:02}.rar": volume for number, volume in enumerate(volumes, 1)}


def lacking(name: str) -> dict[str, bytes]:
    """Return two of the three volumes of an archive."""
    volumes = rar.archive(f"{name}.mkv", video(600_000, name=name), volumes=3)
    return {f"{name}.part01.rar": volumes[0], f"{name}.part03.rar": volumes[2]}


def hostile(name: str) -> dict[str, bytes]:
    """Return the volumes of an archive with a program in it."""
    volumes = rar.archive(f"{name}.exe", video(600_000, name=name), volumes=3)
    return {f"{name}.part{number:02}.rar": volume for number, volume in enumerate(volumes, 1)}


@EVERYWHERE
async def test_more_missing_than_can_be_repaired(house: House, mode: Mode) -> None:
    """The repair says how many blocks it lacks."""
    bad, good = house.offer("SHORT"), house.offer("WHOLE")
    await house.news.behave(missing=bad.beyond_par2())
    seen = await replaced(house, mode, bad, good)
    assert seen == release(Cause.PAR2_DAMAGED, Kind.TOO_FEW_BLOCKS)


@BOTH
async def test_missing_within_what_can_be_repaired(house: House) -> None:
    """SABnzbd mends it, and nobody has anything to do."""
    post = house.offer("MENDED")
    await house.news.behave(missing=post.within_par2())
    await untouched(house, post)


@EITHER_MODE
async def test_more_damaged_than_can_be_repaired(house: House, mode: Mode) -> None:
    """Articles whose checksum is wrong count as missing ones."""
    bad, good = house.offer("ROTTEN"), house.offer("WHOLE")
    await house.news.behave(corrupt=bad.beyond_par2())
    seen = await replaced(house, mode, bad, good)
    assert seen == release(Cause.PAR2_DAMAGED, Kind.TOO_FEW_BLOCKS)


async def test_damaged_within_what_can_be_repaired(house: House) -> None:
    """SABnzbd mends it, and nobody has anything to do."""
    post = house.offer("MENDED")
    await house.news.behave(corrupt=post.within_par2())
    await untouched(house, post)


@EVERYWHERE
async def test_a_post_that_was_taken_down(house: House, mode: Mode) -> None:
    """One title without articles is no outage while the news server answers."""
    bad, good = house.offer("GONE"), house.offer("WHOLE")
    await house.news.behave(missing=bad.everything())
    seen = await replaced(house, mode, bad, good)
    assert seen.cause is Cause.ARTICLE_MISSING
    assert seen.kind in {Kind.CANNOT_COMPLETE, Kind.NOT_ON_SERVERS}


async def test_an_unverified_archive_without_recovery_volumes(house: House) -> None:
    """SABnzbd tries the archive itself where there is no par2."""
    bad, good = house.offer("HOLES", par2=None), house.offer("WHOLE")
    await house.news.behave(missing=bad.beyond_par2())
    seen = await replaced(house, Mode.MANAGE, bad, good)
    assert seen == release(Cause.PAR2_DAMAGED, Kind.NOT_VERIFIED)


async def test_too_few_articles_before_the_download(house: House) -> None:
    """The check before the download fetches nothing and finds the holes."""
    await house.sabnzbd.configure(pre_check=1)
    bad, good = house.offer("FADED"), house.offer("WHOLE")
    await house.news.behave(missing=[f"{bad.name}.part02", f"{bad.name}.part03"])
    seen = await replaced(house, Mode.MANAGE, bad, good)
    assert seen.cause is Cause.ARTICLE_MISSING
    assert not any(bad.name in message_id for message_id in house.news.served)


@EVERYWHERE
async def test_an_encrypted_post_that_sabnzbd_pauses_for_ever(house: House, mode: Mode) -> None:
    """Radarr would wait as long; AutoArr ends the job, which makes it a failed one."""
    bad, good = house.offer("LOCKED", password="open sesame"), house.offer("WHOLE")
    await house.news.behave(delay=0.02)
    seen = await replaced(house, mode, bad, good, stuck=True)
    assert seen == release(Cause.PASSWORD, Kind.ENCRYPTED_PAUSED)
    assert house.failure().cause is Cause.PASSWORD


@EITHER_MODE
async def test_an_encrypted_post_that_sabnzbd_fails_at_once(house: House, mode: Mode) -> None:
    """`pause_on_pwrar` 2 ends it while it downloads."""
    await house.sabnzbd.configure(pause_on_pwrar=2)
    bad, good = house.offer("LOCKED", password="open sesame"), house.offer("WHOLE")
    seen = await replaced(house, mode, bad, good)
    assert seen == release(Cause.PASSWORD, Kind.ENCRYPTED)


@EITHER_MODE
async def test_an_encrypted_post_that_sabnzbd_only_notices_in_the_end(
    house: House, mode: Mode
) -> None:
    """`pause_on_pwrar` 0 has it fail when it is unpacked."""
    await house.sabnzbd.configure(pause_on_pwrar=0)
    bad, good = house.offer("LOCKED", password="open sesame"), house.offer("WHOLE")
    seen = await replaced(house, mode, bad, good)
    assert seen == release(Cause.PASSWORD, Kind.ENCRYPTED)


@EVERYWHERE
async def test_an_archive_that_was_broken_before_it_was_posted(house: House, mode: Mode) -> None:
    """Its recovery volumes agree with it, so only the unpacking finds out."""
    bad = house.offer_files("BROKEN", broken, par2=ENOUGH)
    good = house.offer("WHOLE")
    seen = await replaced(house, mode, bad, good)
    assert seen == release(Cause.UNPACK, Kind.BROKEN_ARCHIVE)


@EITHER_MODE
async def test_an_archive_without_one_of_its_volumes(house: House, mode: Mode) -> None:
    """The recovery volumes do not know of it either."""
    bad = house.offer_files("LACKING", lacking, par2=ENOUGH)
    good = house.offer("WHOLE")
    seen = await replaced(house, mode, bad, good)
    assert seen == release(Cause.UNPACK, Kind.MISSING_VOLUME)


@EVERYWHERE
async def test_unwanted_files_that_sabnzbd_fails_a_job_for(house: House, mode: Mode) -> None:
    """A program in the archive: the release is never tried again."""
    await house.sabnzbd.configure(unwanted_extensions="exe", action_on_unwanted_extensions=2)
    bad = house.offer_files("HOSTILE", hostile)
    good = house.offer("WHOLE")
    seen = await replaced(house, mode, bad, good)
    assert seen == release(Cause.UNWANTED_CONTENT, Kind.UNWANTED_FILE)


@EITHER_MODE
async def test_unwanted_files_that_sabnzbd_pauses_a_job_for(house: House, mode: Mode) -> None:
    """The job would wait for ever."""
    await house.sabnzbd.configure(unwanted_extensions="exe", action_on_unwanted_extensions=1)
    bad = house.offer_files("HOSTILE", hostile)
    good = house.offer("WHOLE")
    await house.news.behave(delay=0.05)
    seen = await replaced(house, mode, bad, good, stuck=True)
    assert seen == release(Cause.UNWANTED_CONTENT, Kind.UNWANTED_PAUSED)


@EITHER_MODE
async def test_a_failure_that_radarr_sees_first(house: House, mode: Mode) -> None:
    """Radarr has blocklisted the release by the time AutoArr looks: it is blamed once all the same."""
    bad, good = house.offer("SHORT"), house.offer("WHOLE")
    await house.news.behave(missing=bad.beyond_par2())
    await house.settle_in(mode)
    nzo_id = await house.grab()
    await house.sabnzbd.ended(nzo_id)
    await house.radarr.refresh_monitored_downloads()
    assert house.blocklisted() == [bad.name]
    await house.imported()
    assert house.grabbed() == [bad.name, good.name]
    assert house.marked() == house.blocklisted() == [bad.name]
    assert len(house.indexer.searches) == 2
    assert await house.jobs() == {}
