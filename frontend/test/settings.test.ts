import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelRow } from "../src/core/wire.js";
import {
  deedsOf,
  percent,
  sameSchedule,
  understood,
  weekdayName,
  type Schedule,
} from "../src/pages/settings/logic.js";

const model = (state: ModelRow["state"]): ModelRow => ({
  id: "small",
  name: "Small",
  size_bytes: 1,
  memory_bytes: null,
  licence: "Apache-2.0",
  licence_url: null,
  accuracy: null,
  state,
  progress: null,
  error: null,
});

describe("a model", () => {
  it("can be used only once it is there, and not twice", () => {
    expect(deedsOf(model("absent"))).toEqual(["download"]);
    expect(deedsOf(model("failed"))).toEqual(["download"]);
    expect(deedsOf(model("present"))).toEqual(["activate", "delete"]);
    expect(deedsOf(model("active"))).toEqual(["delete"]);
    expect(deedsOf(model("downloading"))).toEqual(["delete"]);
  });
});

describe("progress", () => {
  it("stays within 0 and 100, and is unknown without a total", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (done, total) => {
        const shown = percent({ done, total });
        if (total === 0) expect(shown).toBeNull();
        else {
          expect(shown).toBeGreaterThanOrEqual(0);
          expect(shown).toBeLessThanOrEqual(100);
        }
      }),
    );
    expect(percent(null)).toBeNull();
  });
});

describe("schedules", () => {
  const daily: Schedule = { interval: "daily", time: "03:12", weekday: "mon" };

  it("are the same whatever does not count", () => {
    expect(sameSchedule(daily, { ...daily, weekday: "sun" })).toBe(true);
    const off: Schedule = { ...daily, interval: "off" };
    expect(sameSchedule(off, { ...off, time: "10:00" })).toBe(true);
  });

  it("differ by what counts", () => {
    expect(sameSchedule(daily, { ...daily, time: "03:13" })).toBe(false);
    expect(sameSchedule(daily, { ...daily, interval: "weekly" })).toBe(false);
    const weekly: Schedule = { ...daily, interval: "weekly" };
    expect(sameSchedule(weekly, { ...weekly, weekday: "sun" })).toBe(false);
  });

  it("begin the week on Monday", () => {
    expect(weekdayName(0, "en")).toBe("Monday");
    expect(weekdayName(6, "de")).toBe("Sonntag");
  });
});

describe("what a model understood", () => {
  it("is a line for each title", () => {
    const film = {
      media_type: "movie",
      titles: ["Dune", "Dune Part"],
      year: 2021,
      quality: null,
    };
    const series = { titles: ["Dark"], year: null, seasons: [1, 2], quality: "1080p" };
    expect(understood({ intent: "add", items: [film, series] })).toEqual([
      "Dune (2021)",
      "Dark · S1 · S2 · 1080p",
    ]);
  });

  it("is nothing for an answer of another shape", () => {
    expect(understood({})).toEqual([]);
    expect(understood({ items: "none" })).toEqual([]);
    expect(understood({ items: [null, 3, {}] })).toEqual([]);
  });
});
