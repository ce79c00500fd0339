/** Which downloads a card shows: what needs somebody first, then what is on its way. Pure. */
import { select, type Entry, type Filter } from "../pages/overview/queue-model.js";

const of = (entries: readonly Entry[], filter: Filter): Entry[] =>
  select(entries, { filter, sort: "queue", search: "" });

export function rowsOf(
  entries: readonly Entry[],
  most: number,
  onlyProblems: boolean,
): { rows: Entry[]; total: number } {
  const urgent = of(entries, "needs");
  const seen = new Set(urgent);
  const rest = onlyProblems ? [] : of(entries, "all").filter((entry) => !seen.has(entry));
  return {
    rows: [...urgent, ...rest].slice(0, most),
    total: urgent.length + rest.length,
  };
}
