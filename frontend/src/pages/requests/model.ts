/** What the page of requests makes of its rows: which are shown, what may be done, what to announce. */
import type { RequestRow, Requests } from "../../core/wire.js";
import type { Tone } from "../../parts/chip.js";

export const FILTERS = ["open", "mine", "all"] as const;
export type Filter = (typeof FILTERS)[number];

export type Me = Requests["me"];
export type Deed = "approve" | "deny" | "cancel";

const PASSES: Record<Filter, (row: RequestRow) => boolean> = {
  open: (row) => row.open,
  mine: (row) => row.mine,
  all: () => true,
};

/** The rows of a filter, the newest first; the one a link points to is always among them. */
export function shown(rows: Iterable<RequestRow>, filter: Filter, linked = ""): RequestRow[] {
  return [...rows]
    .filter((row) => PASSES[filter](row) || row.id === linked)
    .sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
}

export function counts(rows: Iterable<RequestRow>): Record<Filter, number> {
  const all = [...rows];
  return {
    open: all.filter(PASSES.open).length,
    mine: all.filter(PASSES.mine).length,
    all: all.length,
  };
}

/** How many rows are drawn at first, and more with each press. */
export const PORTION = 30;

/** How many rows to draw, so that the linked one is drawn too. */
export function drawn(rows: readonly RequestRow[], portions: number, linked = ""): number {
  const place = rows.findIndex((row) => row.id === linked);
  return Math.min(Math.max(portions * PORTION, place + 1), rows.length);
}

/** What somebody may do to a request; Home Assistant checks it again. */
export function deeds(row: RequestRow, me: Me): Deed[] {
  const decides = row.state === "approval" && me.may_approve;
  const found: Deed[] = decides ? ["approve", "deny"] : [];
  if (row.open && (row.mine || (me.may_approve && !decides))) found.push("cancel");
  return found;
}

/** Own requests that are in another state than before, for who does not see it. */
export function moved(
  before: ReadonlyMap<string, RequestRow>,
  now: ReadonlyMap<string, RequestRow>,
): RequestRow[] {
  return [...now.values()].filter((row) => {
    const was = before.get(row.id);
    return row.mine && was !== undefined && was.state !== row.state;
  });
}

const LOOK: Record<string, { icon: string; tone: Tone }> = {
  proposed: { icon: "mdi:comment-question-outline", tone: "warning" },
  approval: { icon: "mdi:account-clock-outline", tone: "warning" },
  confirmed: { icon: "mdi:check", tone: "info" },
  added: { icon: "mdi:playlist-check", tone: "info" },
  searching: { icon: "mdi:magnify", tone: "info" },
  grabbed: { icon: "mdi:package-variant", tone: "info" },
  downloading: { icon: "mdi:download", tone: "info" },
  importing: { icon: "mdi:folder-download-outline", tone: "info" },
  available: { icon: "mdi:play-circle-outline", tone: "good" },
  failed: { icon: "mdi:alert-circle-outline", tone: "bad" },
  cancelled: { icon: "mdi:cancel", tone: "neutral" },
};

export function lookOf(state: string): { icon: string; tone: Tone } {
  return LOOK[state] ?? { icon: "mdi:help-circle-outline", tone: "neutral" };
}
