/** What is said of one download or failure. */
import { ago, bytes, duration, t, tc } from "../../core/texts.js";
import type { FailureRow } from "../../core/wire.js";
import type { Tone } from "../../parts/chip.js";
import { isAsked, type Entry } from "./queue-model.js";

const TONES: Record<string, Tone> = {
  downloading: "info",
  paused: "warning",
  blocked: "bad",
  failed: "bad",
  recovered: "good",
  gave_up: "bad",
  done: "good",
  acting: "info",
  following: "info",
};
const MENDING = new Set(["acting", "following"]);

/** How it is, in a word. */
export function badge(entry: Entry): { text: string; tone: Tone; icon: string } {
  const { job, failure } = entry;
  if (isAsked(entry)) {
    return {
      text: t("overview.needs_you"),
      tone: "warning",
      icon: "mdi:account-question-outline",
    };
  }
  // That it failed is no news once recovery has begun to mend it.
  const mending = failure && MENDING.has(failure.state);
  const state = (mending ? undefined : job?.state) ?? failure?.state ?? "";
  const tone = TONES[state] ?? "neutral";
  return {
    text: mending || !job ? tc("overview.story", state) : job.state_text,
    tone,
    icon: tone === "bad" ? "mdi:alert-circle-outline" : "",
  };
}

/** How far it is, how long it takes, and where. */
export function facts({ job, failure }: Entry): string {
  const {
    size_bytes: size = null,
    left_bytes: left = null,
    seconds_left: seconds = null,
  } = job ?? {};
  const parts = [
    size === null
      ? null
      : left === null || left === 0 || left === size
        ? bytes(size)
        : t("overview.done_of", { done: bytes(size - left), size: bytes(size) }),
    seconds ? t("overview.left", { time: duration(seconds) }) : null,
    job?.instance ?? failure?.instance,
    job?.sabnzbd ?? failure?.sabnzbd,
    job?.torrent ? t("overview.torrent") : null,
    job ? null : failure && ago(failure.failed_at),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** When it is tried again; in any other state it is only looked at then. */
export function nextTry({ next_try: when, state }: FailureRow): string {
  return when && state === "waiting" ? t("overview.next_try", { when: ago(when) }) : "";
}

/** What recovery does about it and why. */
export function story(failure: FailureRow): string {
  const next = nextTry(failure);
  const what = failure.message ?? t("overview.nothing_done");
  return `${failure.cause_text}: ${what}${next && ` ${next}`}`;
}
