/** Signed addresses of posters: asked for in batches, kept until shortly before they lapse. */
import { ask } from "./actions.js";
import type { HomeAssistant } from "./hass.js";
import type { Poster } from "./wire.js";

interface Signed {
  urls: (string | null)[];
  /** Seconds they are good for. */
  expires_in: number;
}

const MOST = 50;
const known = new Map<string, { url: string | null; until: number }>();
let waiting = new Map<string, { poster: Poster; tell: ((url: string | null) => void)[] }>();
let planned = false;

const keyOf = (poster: Poster): string => `${poster.instance}\n${poster.path}`;

/** Return the signed path of a poster, or nothing where the service has none; one request for all asked at once. */
export function posterUrl(hass: HomeAssistant, poster: Poster): Promise<string | null> {
  const key = keyOf(poster);
  const found = known.get(key);
  if (found && found.until > Date.now()) return Promise.resolve(found.url);
  return new Promise((resolve) => {
    const entry = waiting.get(key) ?? { poster, tell: [] };
    entry.tell.push(resolve);
    waiting.set(key, entry);
    if (!planned) {
      planned = true;
      setTimeout(() => void sign(hass), 20);
    }
  });
}

async function sign(hass: HomeAssistant): Promise<void> {
  const batch = [...waiting.values()];
  waiting = new Map();
  planned = false;
  for (let start = 0; start < batch.length; start += MOST) {
    const part = batch.slice(start, start + MOST);
    let answer: Signed = { urls: [], expires_in: 30 };
    try {
      answer = await ask<Signed>(hass, "posters", { posters: part.map((one) => one.poster) });
    } catch {
      // Without posters everything else is still there; asked again in half a minute.
    }
    const until = Date.now() + Math.max(answer.expires_in - 30, 30) * 1000;
    part.forEach(({ poster, tell }, index) => {
      const url = answer.urls[index] ?? null;
      known.set(keyOf(poster), { url, until });
      for (const one of tell) one(url);
    });
  }
}
