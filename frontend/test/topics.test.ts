import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reduce, type Row, type TopicMessage, type Topics } from "../src/core/topics.js";

const row = fc.record({ id: fc.constantFrom("a", "b", "c", "d"), n: fc.integer() });

function snapshot(rows: Row[]): TopicMessage {
  return { kind: "snapshot", topics: { jobs: { meta: { total: rows.length }, put: rows } } };
}

describe("reduce", () => {
  it("holds after a delta what a snapshot of the end would hold", () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(row), (first, last) => {
        const before = new Map(first.map((one) => [one.id, one]));
        const after = new Map(last.map((one) => [one.id, one]));
        const put = [...after.values()].filter((one) => before.get(one.id)?.n !== one.n);
        const del = [...before.keys()].filter((id) => !after.has(id));
        const start = reduce(new Map(), snapshot([...before.values()]));
        const moved = reduce(start, {
          kind: "delta",
          topics: { jobs: { meta: { total: after.size }, put, del } },
        });
        expect(new Map(moved.get("jobs")?.rows)).toEqual(after);
        expect(moved.get("jobs")?.meta).toEqual({ total: after.size });
      }),
    );
  });

  it("leaves what a delta does not name as the same object", () => {
    const start: Topics = reduce(new Map(), {
      kind: "snapshot",
      topics: { jobs: { put: [{ id: "a" }] }, audit: { put: [{ id: "x" }] } },
    });
    const next = reduce(start, { kind: "delta", topics: { jobs: { del: ["a"] } } });
    expect(next.get("audit")).toBe(start.get("audit"));
    expect(start.get("jobs")?.rows.size).toBe(1);
  });

  it("forgets everything when the integration is unloaded", () => {
    expect(reduce(reduce(new Map(), snapshot([{ id: "a" }])), { kind: "unloaded" }).size).toBe(
      0,
    );
  });
});
