import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RequestRow } from "../src/core/wire.js";
import { PORTION, counts, deeds, drawn, moved, shown } from "../src/pages/requests/model.js";

const STATES = ["proposed", "approval", "searching", "downloading", "available", "failed"];

function request(fields: Partial<RequestRow>): RequestRow {
  return {
    id: "1",
    title: "Dune",
    media_type: "movie",
    year: 2021,
    quality: null,
    state: "searching",
    state_text: "being searched for",
    note: null,
    progress: null,
    choices: [],
    requester_name: null,
    mine: false,
    instance: null,
    correlation: "c",
    created: "2026-11-20T10:00:00+00:00",
    updated: "2026-11-20T10:00:00+00:00",
    open: true,
    poster: null,
    history: [],
    ...fields,
  };
}

const rows = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 6 }),
      mine: fc.boolean(),
      open: fc.boolean(),
      state: fc.constantFrom(...STATES),
      created: fc
        .integer({ min: 0, max: 1e9 })
        .map((seconds) => new Date(seconds * 1000).toISOString()),
    }),
    { selector: (one) => one.id, maxLength: 80 },
  )
  .map((all) => all.map(request));

describe("shown", () => {
  it("shows as many as the filter counts, the newest first", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("open", "mine", "all"), (all, filter) => {
        const found = shown(all, filter);
        expect(found.length).toBe(counts(all)[filter]);
        const times = found.map((row) => Date.parse(row.created));
        expect(times).toEqual([...times].sort((a, b) => b - a));
      }),
    );
  });

  it("always shows and draws the request that a link points to", () => {
    fc.assert(
      fc.property(
        rows.filter((all) => all.length > 0),
        fc.nat(),
        fc.constantFrom("open", "mine", "all"),
        (all, pick, filter) => {
          const linked = all[pick % all.length]?.id ?? "";
          const found = shown(all, filter, linked);
          const ids = found.slice(0, drawn(found, 1, linked)).map((row) => row.id);
          expect(ids).toContain(linked);
        },
      ),
    );
  });
});

describe("drawn", () => {
  it("draws a portion, and more with each press, never more than there are", () => {
    const all = Array.from({ length: PORTION + 5 }, (_, id) => request({ id: String(id) }));
    expect(drawn(all, 1)).toBe(PORTION);
    expect(drawn(all, 2)).toBe(PORTION + 5);
    expect(drawn([], 1)).toBe(0);
  });
});

describe("deeds", () => {
  const person = { may_request: true, needs_approval: true, may_approve: false };
  const admin = { may_request: true, needs_approval: false, may_approve: true };

  it("lets only who may approve decide, and only what waits for it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATES), fc.boolean(), (state, mine) => {
        expect(deeds(request({ state, mine }), person)).not.toContain("approve");
        expect(deeds(request({ state, mine }), admin).includes("approve")).toBe(
          state === "approval",
        );
      }),
    );
  });

  it("lets nobody call off what has ended, nor what others asked for", () => {
    expect(deeds(request({ open: false, mine: true, state: "available" }), admin)).toEqual([]);
    expect(deeds(request({ mine: false }), person)).toEqual([]);
    expect(deeds(request({ mine: true }), person)).toEqual(["cancel"]);
    expect(deeds(request({ mine: false }), admin)).toEqual(["cancel"]);
  });
});

describe("moved", () => {
  const at = (...all: RequestRow[]) => new Map(all.map((row) => [row.id, row]));

  it("tells of own requests in another state, and not of progress, new ones or those of others", () => {
    const before = at(
      request({ id: "a", mine: true }),
      request({ id: "b", mine: true, progress: 10 }),
      request({ id: "c" }),
    );
    const now = at(
      request({ id: "a", mine: true, state: "downloading" }),
      request({ id: "b", mine: true, progress: 60 }),
      request({ id: "c", state: "downloading" }),
      request({ id: "d", mine: true }),
    );
    expect(moved(before, now).map((row) => row.id)).toEqual(["a"]);
  });
});
