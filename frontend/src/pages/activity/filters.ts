/** What of the activity is wanted, and how an address says it. Pure. */
import type { Severity } from "../../core/wire.js";

export const GROUPS = {
  requests: [
    "request_proposed",
    "request_approval",
    "request_added",
    "request_state",
    "request_failed",
    "request_cancelled",
  ],
  recovery: [
    "failure_seen",
    "decision_made",
    "action_started",
    "action_finished",
    "action_failed",
    "action_resolved",
    "recovered",
    "gave_up",
    "baseline",
    "storm",
    "dry_run",
  ],
  services: ["service_down", "service_up", "queue_paused", "queue_resumed"],
  settings: [
    "audit_finished",
    "setting_changed",
    "setting_undone",
    "setting_drifted",
    "policy_changed",
    "mode_changed",
  ],
} as const;
export type Group = keyof typeof GROUPS;

/** From which severity on. */
export const LEVELS = ["info", "warning", "error"] as const;
const SEVERITIES: readonly Severity[] = ["debug", "info", "warning", "error"];

export const SERVICES = ["radarr", "sonarr", "sabnzbd", "plex"] as const;

/** Hours of the spans that can be picked. */
export const SPANS = { day: 24, week: 168, month: 720, year: 8_760 } as const;
export type Span = keyof typeof SPANS;

/** As in the address; what is empty filters nothing. `since` and `until` are days, `until` included. */
export interface Filters {
  q: string;
  service: string;
  level: string;
  group: string;
  span: string;
  since: string;
  until: string;
}

export const NO_FILTERS: Filters = {
  q: "",
  service: "",
  level: "",
  group: "",
  span: "",
  since: "",
  until: "",
};
const NAMES = Object.keys(NO_FILTERS) as (keyof Filters)[];

const isDay = (text: string): boolean => text === "" || !Number.isNaN(dayOf(text).getTime());
const VALID: Partial<Record<keyof Filters, (text: string) => boolean>> = {
  service: (text) => SERVICES.some((one) => one === text),
  level: (text) => LEVELS.some((one) => one === text),
  group: (text) => Object.hasOwn(GROUPS, text),
  span: (text) => Object.hasOwn(SPANS, text) || text === "dates",
  since: isDay,
  until: isDay,
};

/** Read the filters of an address; what is not known there is left out. */
export function parsed(search: string): Filters {
  const query = new URLSearchParams(search);
  const filters = { ...NO_FILTERS };
  for (const name of NAMES) {
    const given = (query.get(name) ?? "").slice(0, 200);
    if (VALID[name]?.(given) ?? true) filters[name] = given;
  }
  return filters;
}

/** What an address says for the filters: "" or "?q=dune&level=error". */
export function said(filters: Filters): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const isDate = name === "since" || name === "until";
    if (filters[name] && !(isDate && filters.span !== "dates")) query.set(name, filters[name]);
  }
  const text = query.toString();
  return text && `?${text}`;
}

export function isFiltered(filters: Filters): boolean {
  return said(filters) !== "";
}

/** Midnight of a day where the browser is. */
function dayOf(text: string): Date {
  return new Date(`${text}T00:00:00`);
}

/** The span of time, as the integration takes it. */
export function spanOf(
  { span, since, until }: Filters,
  now = Date.now(),
): { since?: string; until?: string } {
  if (Object.hasOwn(SPANS, span))
    return { since: new Date(now - SPANS[span as Span] * 3_600_000).toISOString() };
  const asked: { since?: string; until?: string } = {};
  if (span !== "dates") return asked;
  if (since) asked.since = dayOf(since).toISOString();
  if (until) {
    const end = dayOf(until);
    end.setDate(end.getDate() + 1);
    asked.until = end.toISOString();
  }
  return asked;
}

/** The filters as `autoarr/activity` takes them. */
export function askedFor(filters: Filters, now = Date.now()): Record<string, unknown> {
  const { q, service, level, group } = filters;
  return {
    ...spanOf(filters, now),
    ...(q.trim() && { q: q.trim() }),
    ...(service && { service: [service] }),
    ...(level && { severity: SEVERITIES.slice(SEVERITIES.indexOf(level as Severity)) }),
    ...(group && { kind: [...GROUPS[group as Group]] }),
  };
}

/** How many rows of a first page came before the one that was the first; all where it is not there. */
export function newer(
  rows: readonly { id: string }[],
  first: { id: string } | undefined,
): number {
  const place = first ? rows.findIndex(({ id }) => id === first.id) : -1;
  return place < 0 ? rows.length : place;
}
