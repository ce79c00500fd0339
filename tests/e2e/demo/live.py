"""`scripts/demo`: everything runs until Ctrl-C, with a dashboard and hints what to try."""

import asyncio
from pathlib import Path

from tests.e2e.stack.stack import Stack

from .audit import set_wrong
from .dashboard import make_assistant, make_dashboard

RUNNING = """
The demo runs. Ctrl-C stops everything.

  Panel       {url}/autoarr
  Dashboard   {dashboard}
  Login       user {username}, password {password}
  Actions     {url}/config/developer-tools/action

Try there, one after the other (the answer of an action is shown below it):
  1. autoarr.set_mode      device: Radarr, mode: manage
     From now on AutoArr answers Radarr's failed downloads, instead of Radarr itself.
  2. Assist (the icon at the top of the dashboard): "Add Dune in 4K", "the new one", "yes"
     Radarr grabs the best release. It fails in SABnzbd: a part of its articles is gone.
  3. autoarr.get_failures
     Within a minute it lists the failure, and what AutoArr would have done: a fresh install only tells.
  4. autoarr.set_policy    preset: recommended
     autoarr.retry
     AutoArr takes the next release, Radarr imports it, Plex has it. The next failure is repaired unasked.
  5. Assist: "Get New Girl season 1", "How far is New Girl?", "Why isn't it here?", "Turn on the lights"
     autoarr.request       text: Arrival            It proposes; autoarr.confirm takes the token.
     The to-do list Requests: add "Blade Runner"    It says what it waits for.
  6. autoarr.get_requests, autoarr.get_timeline
  7. autoarr.audit         It lists what is set wrong, why that matters, and who says so.
     autoarr.preview_change and autoarr.apply_change take finding_keys of it, such as that of the rule
     sabnzbd.folder_rename or radarr.rename; autoarr.undo_change takes the change_id of the answer.
     Settings, Repairs lists the graver ones: they show what they would write, and ask.

The companion app runs without a model and keeps the history. Everything about one film, newest first:
  curl -H "Authorization: Bearer $(cat {folder}/app/token)" "{app}/api/v1/activity?q=dune"

SABnzbd {sabnzbd_version} is real; Radarr, Sonarr and Plex are fakes that look every {look_every:.0f} s:
{services}
Make a service misbehave, and look at the dashboard within a minute:
  curl -X POST {radarr}/__fake__/misbehave -d '{{"mode": "down", "lasts": 120}}'
  (other modes: slow, unauthorised, error, html, truncated, rate_limit, garbage)

Files and logs: {folder}
"""


async def live(folder: Path, *, port: int | None) -> None:
    """Run everything until cancelled."""
    print(
        "Starting SABnzbd, Home Assistant, the app, and the fakes of Radarr, Sonarr and Plex …",
        flush=True,
    )
    async with Stack(folder, port=port) as stack:
        await set_wrong(stack)
        await stack.set_up()
        await stack.connect_app()
        await stack.house.ask("audit")
        dashboard = await make_dashboard(stack.hass, stack.house)
        await make_assistant(stack.hass, stack.house)
        version = (await stack.sabnzbd.api("version"))["version"]
        print(
            RUNNING.format(
                dashboard=dashboard,
                username=stack.hass.login.username,
                password=stack.hass.login.password,
                url=stack.hass.url,
                sabnzbd_version=version,
                look_every=stack.look_every,
                services="".join(f"  {name:<10} {url}\n" for name, url in stack.addresses.items()),
                radarr=stack.radarr.url,
                app=stack.app.url,
                folder=folder,
            ),
            flush=True,
        )
        try:
            await asyncio.Event().wait()
        finally:
            print("Stopping …", flush=True)
