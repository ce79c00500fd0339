import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pager, type Portion } from "../src/core/pager.js";

/** Pages of `rows`, each named by the row that it follows, as a keyset does. */
function served(rows: () => readonly number[], size: number) {
  const asked: (string | null)[] = [];
  const fetch = (cursor: string | null): Promise<Portion<number>> => {
    asked.push(cursor);
    const all = rows().filter((row) => cursor === null || row > Number(cursor));
    const items = all.slice(0, size);
    const next = all.length > size ? String(items.at(-1)) : null;
    return Promise.resolve({ items, next });
  };
  return { asked, fetch };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));
const upTo = (total: number) => Array.from({ length: total }, (_, index) => index);

describe("a list that arrives page by page", () => {
  it("has every row that is in view, wherever somebody scrolls to, and few others", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.nat(3_000), { maxLength: 12 }),
        async (total, size, jumps) => {
          const rows = upTo(total);
          const pager = new Pager(served(() => rows, size).fetch, () => undefined);
          for (const jump of [0, ...jumps]) {
            const from = Math.min(jump, Math.max(pager.count - 20, 0));
            pager.need(from, from + 20);
            await settle();
            for (let index = from; index < Math.min(from + 20, pager.count); index++)
              expect(pager.at(index)).toBe(rows[index]);
            expect(pager.count).toBeLessThanOrEqual(total + 1);
            // 20 rows of view, the spare pages on both sides, those ahead and the first page.
            expect(pager.held).toBeLessThanOrEqual(20 + 50 + 10 * size);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("ends where the rows end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(700), fc.integer({ min: 1, max: 80 }), async (total, size) => {
        const rows = upTo(total);
        const pager = new Pager(served(() => rows, size).fetch, () => undefined);
        pager.need(0, 5_000);
        await settle();
        expect(pager.count).toBe(total);
        expect(pager.at(total)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it("asks for what it dropped by the cursor it kept, and once only", async () => {
    const rows = upTo(2_000);
    const { asked, fetch } = served(() => rows, 100);
    const pager = new Pager(fetch, () => undefined);
    pager.need(0, 1_500);
    await settle();
    pager.need(1_480, 1_500);
    await settle();
    expect(pager.at(350)).toBeUndefined();
    asked.length = 0;
    pager.need(340, 360);
    pager.need(340, 361);
    await settle();
    expect(pager.at(350)).toBe(350);
    expect(asked).toEqual(["299"]);
  });

  it("asks anew for what follows when rows are gone", async () => {
    let rows = upTo(1_000);
    const pager = new Pager(served(() => rows, 100).fetch, () => undefined);
    pager.need(0, 950);
    await settle();
    pager.need(940, 950);
    await settle();
    rows = rows.filter((row) => row < 250);
    pager.need(220, 240);
    await settle();
    expect(pager.count).toBe(250);
    expect(pager.at(249)).toBe(249);
  });

  it("stops at an error and goes on when told to", async () => {
    let broken = true;
    let changes = 0;
    const pager = new Pager<number>(
      () =>
        broken
          ? Promise.reject(new Error("gone"))
          : Promise.resolve({ items: [1, 2], next: null }),
      () => {
        changes += 1;
      },
    );
    pager.need(0, 10);
    await settle();
    expect(pager.error).toBeInstanceOf(Error);
    pager.need(0, 12);
    await settle();
    expect(changes).toBe(1);
    broken = false;
    pager.retry();
    await settle();
    expect(pager.error).toBeUndefined();
    expect(pager.count).toBe(2);
  });
});
