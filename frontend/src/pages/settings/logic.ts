/** What the settings page works out. */
import type { Json, JsonObject } from "../../core/hass.js";
import type { ModelRow, Settings } from "../../core/wire.js";

export type Schedule = Settings["audit_schedule"];
export type Deed = "download" | "activate" | "delete";

/** Which deeds make sense for a model as it is. */
export function deedsOf(model: ModelRow): Deed[] {
  switch (model.state) {
    case "absent":
    case "failed":
      return ["download"];
    case "present":
      return ["activate", "delete"];
    case "active":
    case "downloading":
      return ["delete"];
  }
}

/** How far a download is, 0..100; nothing while that is not known. */
export function percent(progress: ModelRow["progress"]): number | null {
  return progress && progress.total > 0
    ? Math.min((progress.done / progress.total) * 100, 100)
    : null;
}

/** Whether two schedules mean the same: a weekday only counts for a weekly one, nothing for none. */
export function sameSchedule(one: Schedule, other: Schedule): boolean {
  if (one.interval !== other.interval) return false;
  if (one.interval === "off") return true;
  return one.time === other.time && (one.interval === "daily" || one.weekday === other.weekday);
}

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A weekday's name; the first of January 2024 was a Monday. */
export function weekdayName(index: number, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(
    Date.UTC(2024, 0, 1 + index),
  );
}

/** What a model understood, a line for each title: "Dune (2021) · S1 · 2160p". */
export function understood(parsed: JsonObject): string[] {
  const items = Array.isArray(parsed["items"]) ? parsed["items"] : [];
  return items.map(line).filter(Boolean);
}

function line(item: Json): string {
  if (item === null || typeof item !== "object" || Array.isArray(item)) return "";
  const [title] = words(item["titles"]);
  if (title === undefined) return "";
  const [year] = words(item["year"]);
  return [
    year === undefined ? title : `${title} (${year})`,
    ...words(item["seasons"]).map((season) => `S${season}`),
    ...words(item["episodes"]).map((episode) => `E${episode}`),
    ...words(item["quality"]),
  ].join(" · ");
}

/** A value, or those of a list, as far as they are words or numbers. */
function words(value: Json | undefined): string[] {
  return [value]
    .flat()
    .filter((one) => typeof one === "string" || typeof one === "number")
    .map(String)
    .filter(Boolean);
}
