import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HEIGHT, WIDTH, curve, overall } from "../src/pages/activity/curve.js";
import {
  GROUPS,
  LEVELS,
  NO_FILTERS,
  SERVICES,
  SPANS,
  askedFor,
  newer,
  parsed,
  said,
} from "../src/pages/activity/filters.js";
import type { Tally } from "../src/core/wire.js";

const oneOf = (names: readonly string[]) => fc.constantFrom("", ...names);
const filters = fc.record({
  q: fc.string({ maxLength: 60 }),
  service: oneOf(SERVICES),
  level: oneOf(LEVELS),
  group: oneOf(Object.keys(GROUPS)),
  span: oneOf([...Object.keys(SPANS), "dates"]),
  since: oneOf(["2026-01-31"]),
  until: oneOf(["2026-11-01"]),
});

describe("filters of the activity", () => {
  it("come back from the address as they went into it", () => {
    fc.assert(
      fc.property(filters, (wanted) => {
        const dates = wanted.span === "dates" ? {} : { since: "", until: "" };
        expect(parsed(said(wanted))).toEqual({ ...wanted, ...dates });
      }),
    );
  });

  it("take nothing from an address that they do not know", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const query = new URLSearchParams({
          group: text,
          level: text,
          span: text,
          since: text,
        });
        expect(() => askedFor(parsed(query.toString()))).not.toThrow();
      }),
    );
    expect(parsed("?group=toString&level=all&service=x&since=never&other=1")).toEqual(
      NO_FILTERS,
    );
  });

  it("ask for nothing that is not wanted", () => {
    expect(askedFor({ ...NO_FILTERS, q: "  " })).toEqual({});
  });

  it("ask for a severity and what is worse, the kinds of a group, and the last day whole", () => {
    const asked = askedFor({
      ...NO_FILTERS,
      level: "warning",
      group: "services",
      service: "plex",
      span: "dates",
      since: "2026-11-01",
      until: "2026-11-02",
    });
    expect(asked["severity"]).toEqual(["warning", "error"]);
    expect(asked["kind"]).toContain("service_down");
    expect(asked["service"]).toEqual(["plex"]);
    expect(asked["since"]).toBe(new Date("2026-11-01T00:00:00").toISOString());
    expect(asked["until"]).toBe(new Date("2026-11-03T00:00:00").toISOString());
  });

  it("ask from a moment on for a span that moves", () => {
    const now = Date.parse("2026-11-26T12:00:00Z");
    expect(askedFor({ ...NO_FILTERS, span: "day" }, now)).toEqual({
      since: "2026-11-25T12:00:00.000Z",
    });
  });
});

describe("news", () => {
  it("are what came before the row that was the newest", () => {
    const rows = ["c", "b", "a"].map((id) => ({ id }));
    expect(newer(rows, { id: "a" })).toBe(2);
    expect(newer(rows, { id: "c" })).toBe(0);
    expect(newer(rows, { id: "gone" })).toBe(3);
    expect(newer(rows, undefined)).toBe(3);
  });
});

describe("the curve of the success rate", () => {
  const day = fc.record({
    key: fc
      .integer({ min: 0, max: 4_000 })
      .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10)),
    failures: fc.nat(50),
    recovered: fc.nat(50),
    gave_up: fc.nat(50),
  });
  const tallies = fc.uniqueArray(day, { selector: ({ key }) => key }).map((days) =>
    days
      .sort((a, b) => a.key.localeCompare(b.key))
      .map<Tally>((one) => {
        const ended = one.recovered + one.gave_up;
        return { ...one, success_rate: ended ? one.recovered / ended : null };
      }),
  );

  it("stays in its picture and goes from left to right", () => {
    fc.assert(
      fc.property(tallies, (days) => {
        const points = curve(days);
        expect(points).toHaveLength(days.filter((one) => one.success_rate !== null).length);
        let before = -1;
        for (const { x, y } of points) {
          expect(x).toBeGreaterThan(before);
          expect(x).toBeLessThanOrEqual(WIDTH);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(HEIGHT);
          before = x;
        }
      }),
    );
  });

  it("says no rate where nothing ended", () => {
    const none = { key: "2026-11-01", failures: 3, recovered: 0, gave_up: 0 };
    expect(overall([{ ...none, success_rate: null }])).toBeNull();
    expect(overall([{ ...none, recovered: 3, gave_up: 1, success_rate: 0.75 }])).toBe(0.75);
  });
});
