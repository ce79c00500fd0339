import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_PIXELS, scrollTo, slice } from "../src/core/window.js";

const list = fc.record({
  count: fc.integer({ min: 1, max: 2_000_000 }),
  rowHeight: fc.integer({ min: 20, max: 200 }),
  height: fc.integer({ min: 100, max: 2_000 }),
});

describe("slice", () => {
  it("draws the rows that fill the view, few others, and never more than there are", () => {
    fc.assert(
      fc.property(list, fc.double({ min: 0, max: 1, noNaN: true }), (view, where) => {
        const total = Math.min(view.count * view.rowHeight, MOST_PIXELS);
        const scrollTop = where * Math.max(total - view.height, 0);
        const { from, to, top } = slice({ ...view, scrollTop });
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(view.count);
        expect(to - from).toBeLessThanOrEqual(Math.ceil(view.height / view.rowHeight) + 14);
        expect(top).toBeLessThanOrEqual(scrollTop + 1);
        const filled = top + (to - from) * view.rowHeight;
        expect(filled).toBeGreaterThanOrEqual(Math.min(scrollTop + view.height, total) - 1);
      }),
    );
  });

  it("shows the last row at the end and the first at the beginning", () => {
    fc.assert(
      fc.property(list, (view) => {
        expect(slice({ ...view, scrollTop: 0 }).from).toBe(0);
        expect(slice({ ...view, scrollTop: Number.MAX_SAFE_INTEGER }).to).toBe(view.count);
      }),
    );
  });

  it("has a row in view that was scrolled to", () => {
    fc.assert(
      fc.property(list, fc.nat(2_000_000), (view, index) => {
        const wanted = Math.min(index, view.count - 1);
        const { from, to } = slice({ ...view, scrollTop: scrollTo(wanted, view) });
        expect(from).toBeLessThanOrEqual(wanted);
        expect(to).toBeGreaterThan(wanted);
      }),
    );
  });

  it("is empty for an empty list", () => {
    expect(slice({ count: 0, rowHeight: 50, height: 500, scrollTop: 0 }).to).toBe(0);
  });
});
