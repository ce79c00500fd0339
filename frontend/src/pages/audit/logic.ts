/** What the audit page works out from its rows. */
import type { Json } from "../../core/hass.js";
import { t } from "../../core/texts.js";
import type { FindingRow } from "../../core/wire.js";

export const SEVERITIES = ["error", "warning", "info"] as const;
export type FindingSeverity = (typeof SEVERITIES)[number];

export interface Filters {
  /** An instance; empty for all of them. The same goes for the others. */
  service: string;
  severity: FindingSeverity | "";
  mend: "auto" | "hand" | "";
  ignored: "open" | "ignored" | "";
}

export const EVERYTHING: Filters = { service: "", severity: "", mend: "", ignored: "" };
export const OPEN: Filters = { ...EVERYTHING, ignored: "open" };

export function fits(finding: FindingRow, filters: Filters): boolean {
  return (
    (!filters.service || finding.instance === filters.service) &&
    (!filters.severity || finding.severity === filters.severity) &&
    (!filters.mend || finding.applicable === (filters.mend === "auto")) &&
    (!filters.ignored || (finding.ignored !== null) === (filters.ignored === "ignored"))
  );
}

export interface Band {
  severity: FindingSeverity;
  findings: FindingRow[];
}

export interface Group {
  instance: string;
  name: string;
  bands: Band[];
}

/** Findings by service, then by severity, the gravest first; in each, as they came. */
export function grouped(findings: Iterable<FindingRow>): Group[] {
  const services = new Map<string, FindingRow[]>();
  for (const finding of findings) {
    const known = services.get(finding.instance);
    if (known) known.push(finding);
    else services.set(finding.instance, [finding]);
  }
  return [...services]
    .map(([instance, rows]) => ({
      instance,
      name: rows[0]?.name ?? instance,
      bands: SEVERITIES.map((severity) => ({
        severity,
        findings: rows.filter((row) => row.severity === severity),
      })).filter((band) => band.findings.length),
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Whether AutoArr can be told to mend a finding. */
export function mendable(finding: FindingRow): boolean {
  return finding.applicable && !finding.ignored;
}

/** Those of the selected that are still there and can be mended. */
export function chosen(
  selected: ReadonlySet<string>,
  rows: ReadonlyMap<string, FindingRow>,
): string[] {
  return [...selected].filter((key) => {
    const row = rows.get(key);
    return row !== undefined && mendable(row);
  });
}

/** What the server takes at once. */
export const MOST_CHANGED = 200;
export const MOST_EXPLAINED = 20;

export type Verdict = "good" | "warning" | "bad";

export function verdict(score: number): Verdict {
  return score >= 90 ? "good" : score >= 60 ? "warning" : "bad";
}

const SECRET = "**REDACTED**";

/** A value of a service, as people read it. */
export function valueText(value: Json): string {
  if (value === null) return t("audit.value.none");
  if (value === "") return t("audit.value.empty");
  if (value === SECRET) return t("audit.value.secret");
  if (typeof value === "boolean") return t(value ? "audit.value.on" : "audit.value.off");
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) {
    if (!value.length) return t("audit.value.empty");
    if (value.every((one) => typeof one !== "object")) return value.join(", ");
  }
  return JSON.stringify(value, null, 2);
}

/** Where a setting is, in the words of the service. */
export function placeText(place: { document: string; row: string; path: string }): string {
  return [place.document, place.row, place.path].filter(Boolean).join(" › ");
}

/** The host of a source we link to; nothing for what is not a page that can be linked. */
export function hostOf(source: string): string | null {
  if (!URL.canParse(source)) return null;
  const { protocol, host } = new URL(source);
  return protocol === "https:" ? host : null;
}

/** The day after today, as a date field takes it: the first day that an ignored finding can end on. */
export function tomorrow(now = new Date()): string {
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}`;
}
