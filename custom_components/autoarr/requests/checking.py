"""Looks once more, right before a title is added: what was chosen may be gone by now."""

from .library import in_library
from .media import ArrInstance, Choice, Note
from .parsed import Quality
from .profiles import allows, same_path


async def recheck(instance: ArrInstance, choice: Choice, quality: Quality | None) -> Note | None:
    """Return why a choice cannot be carried out as it was confirmed, None when it can.

    Raises ServiceError.
    """
    name = instance.ref.name
    if choice.media_id is not None:
        if await in_library(instance, choice.media) is not None:
            return None
        filled = {"title": choice.media.label, "instance": name}
        return Note(key="left_library", placeholders=filled)
    profiles = await instance.client.quality_profiles()
    folders = await instance.client.root_folders()
    profile = next((one for one in profiles if one.id == choice.profile_id), None)
    if profile is None:
        filled = {"instance": name, "profile": choice.profile_name}
        return Note(key="profile_gone", placeholders=filled)
    more_now = allows(profile, Quality.UHD) and not choice.uhd
    if more_now or (quality is not None and not allows(profile, quality)):
        filled = {"instance": name, "profile": choice.profile_name}
        return Note(key="profile_changed", placeholders=filled)
    if not any(same_path(one.path, choice.root_folder) for one in folders):
        filled = {"instance": name, "folder": choice.root_folder}
        return Note(key="root_folder_gone", placeholders=filled)
    return None
