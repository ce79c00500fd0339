/** What people do: Home Assistant actions of AutoArr, and commands that only the panel has. */
import { wordsOf, type HomeAssistant, type JsonObject } from "./hass.js";

/** Run an action of AutoArr and return its response; rejects with Home Assistant's translated error. */
export async function act<T = JsonObject>(
  hass: HomeAssistant,
  action: string,
  data: Record<string, unknown> = {},
): Promise<T> {
  const answer = await hass.callWS<{ response: T }>({
    type: "call_service",
    domain: "autoarr",
    service: action,
    service_data: data,
    return_response: true,
  });
  return answer.response;
}

/** Ask the integration something. */
export function ask<T>(
  hass: HomeAssistant,
  command: string,
  data: Record<string, unknown> = {},
): Promise<T> {
  return hass.callWS<T>({ type: `autoarr/${command}`, ...data });
}

/** Show a short message at the bottom of Home Assistant. */
export function say(from: EventTarget, message: string): void {
  from.dispatchEvent(
    new CustomEvent("hass-notification", {
      detail: { message },
      bubbles: true,
      composed: true,
    }),
  );
}

/** Do something a person asked for; what goes wrong is said, never swallowed. Returns whether it went well. */
export async function attempt(
  from: EventTarget,
  what: () => Promise<unknown>,
  done?: string,
): Promise<boolean> {
  try {
    await what();
  } catch (error) {
    say(from, wordsOf(error));
    return false;
  }
  if (done) say(from, done);
  return true;
}

/** Go to another page of Home Assistant. */
export function navigate(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(history.state, "", path);
  else history.pushState(null, "", path);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace } }));
}
