/** The list of downloads: what is in it, what a filter and a search leave of it, and in which order. Pure. */
import type { FailureRow, JobRow } from "../../core/wire.js";

/** A download, a failure, or both. */
export interface Entry {
  id: string;
  job: JobRow | undefined;
  failure: FailureRow | undefined;
}

export const FILTERS = ["all", "needs", "active", "settled"] as const;
export type Filter = (typeof FILTERS)[number];
export const SORTS = ["queue", "left", "size", "name"] as const;
export type Sort = (typeof SORTS)[number];

export interface Wish {
  filter: Filter;
  sort: Sort;
  search: string;
}

const MOVING = new Set(["downloading", "checking", "repairing", "unpacking", "importing"]);
const STUCK = new Set(["failed", "blocked"]);
const SETTLED = new Set(["recovered", "gave_up", "closed"]);

/** Jobs with their failures, then the failures of which no job is left. */
export function entriesOf(
  jobs: ReadonlyMap<string, JobRow>,
  failures: ReadonlyMap<string, FailureRow>,
): Entry[] {
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (const job of jobs.values()) {
    entries.push({ id: job.id, job, failure: job.failure ?? undefined });
    if (job.failure) seen.add(job.failure.id);
  }
  for (const failure of failures.values()) {
    if (!seen.has(failure.id)) entries.push({ id: failure.id, job: undefined, failure });
  }
  return entries;
}

export function isSettled(failure: FailureRow | undefined): boolean {
  return failure !== undefined && SETTLED.has(failure.state);
}

/** Whether it waits for an answer of a person. */
export function isAsked({ failure }: Entry): boolean {
  return failure?.question != null || failure?.state === "asked";
}

const IN: Record<Filter, (entry: Entry) => boolean> = {
  all: ({ job, failure }) => job !== undefined || !isSettled(failure),
  needs: ({ job, failure }) =>
    failure ? !isSettled(failure) : job !== undefined && STUCK.has(job.state),
  active: ({ job }) => job !== undefined && MOVING.has(job.state),
  settled: ({ failure }) => isSettled(failure),
};

/** How far a download is, in percent; nothing for one that has not begun or has failed. */
export function progressOf({ job }: Entry): number | null {
  return job?.progress && job.state !== "failed" ? job.progress : null;
}

export function titleOf({ job, failure, id }: Entry): string {
  const names = [job?.title, failure?.title, job?.name, failure?.name];
  return names.find((name) => name) ?? id;
}

const words = new WeakMap<object, string>();

function plain(text: string): string {
  return text.toLowerCase().replace(/[._]+/gu, " ");
}

function wordsOf({ job, failure }: Entry): string {
  const row = job ?? failure;
  if (!row) return "";
  let known = words.get(row);
  if (known === undefined) {
    const parts = [job?.title, job?.name, job?.category, job?.sabnzbd, job?.instance];
    const story = [failure?.title, failure?.name, failure?.cause_text, failure?.instance];
    known = plain([...parts, ...story].filter(Boolean).join(" "));
    words.set(row, known);
  }
  return known;
}

/** What is asked first, then what failed last. */
function byNeed(a: Entry, b: Entry): number {
  const asked = Number(isAsked(b)) - Number(isAsked(a));
  return asked || (b.failure?.failed_at ?? "").localeCompare(a.failure?.failed_at ?? "");
}

const END = Number.POSITIVE_INFINITY;

function ascending(value: (entry: Entry) => number): (a: Entry, b: Entry) => number {
  return (a, b) => {
    const [one, other] = [value(a), value(b)];
    return one === other ? 0 : one < other ? -1 : 1;
  };
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const byPlace = ascending(({ job }) => job?.place ?? END);
const ORDER: Record<Sort, (a: Entry, b: Entry) => number> = {
  queue: byPlace,
  left: ascending(({ job }) => job?.seconds_left ?? END),
  size: ascending(({ job }) => -(job?.size_bytes ?? -1)),
  name: (a, b) => collator.compare(titleOf(a), titleOf(b)),
};

/** The entries that are wanted, in the order that is wanted; every word of the search has to be in them. */
export function select(entries: readonly Entry[], { filter, sort, search }: Wish): Entry[] {
  const wanted = plain(search).split(/\s+/u).filter(Boolean);
  const found = entries.filter(
    (entry) => IN[filter](entry) && wanted.every((word) => wordsOf(entry).includes(word)),
  );
  if (sort !== "queue") return found.sort((a, b) => ORDER[sort](a, b) || byPlace(a, b));
  const urgent = filter === "needs" || filter === "settled";
  return found.sort(urgent ? byNeed : (a, b) => byPlace(a, b) || byNeed(a, b));
}

export function countsOf(entries: readonly Entry[]): Record<Filter, number> {
  const counts: Record<Filter, number> = { all: 0, needs: 0, active: 0, settled: 0 };
  for (const entry of entries)
    for (const name of FILTERS) counts[name] += Number(IN[name](entry));
  return counts;
}

/** Of how many failures one answer decides. */
export function askedTogether(entries: readonly Entry[], token: string): number {
  return entries.filter(({ failure }) => failure?.question?.token === token).length;
}

/** What is shown of two maps, worked out again only when one of them or the wish has changed. */
export class Selection {
  private jobs: unknown;
  private failures: unknown;
  private wish: Wish | undefined;
  entries: Entry[] = [];
  counts = countsOf([]);
  shown: Entry[] = [];

  look(
    jobs: ReadonlyMap<string, JobRow>,
    failures: ReadonlyMap<string, FailureRow>,
    wish: Wish,
  ): this {
    const fresh = jobs !== this.jobs || failures !== this.failures;
    if (fresh) {
      [this.jobs, this.failures] = [jobs, failures];
      this.entries = entriesOf(jobs, failures);
      this.counts = countsOf(this.entries);
    }
    const { filter, sort, search } = this.wish ?? {};
    if (fresh || filter !== wish.filter || sort !== wish.sort || search !== wish.search) {
      this.wish = wish;
      this.shown = select(this.entries, wish);
    }
    return this;
  }
}
