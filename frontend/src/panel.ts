/** The way into the panel: its frame, the page of the address and what that shows are fetched side by side. */
import { subscribeEarly } from "./core/early.js";
import type { HomeAssistant } from "./core/hass.js";
import { ADMINS, PAGES, pageAt } from "./pages.js";

const name = pageAt(location.pathname.replace(/^\/[^/]*/u, ""));
const root = document.querySelector<HTMLElement & { hass?: HomeAssistant }>("home-assistant");
if (root?.hass && (root.hass.user?.is_admin || !ADMINS.has(name)))
  subscribeEarly(root.hass, PAGES[name].topics);
// What goes wrong with the page is said by the frame, which fetches it again.
PAGES[name].load().catch(() => undefined);
await import("./frame.js");
