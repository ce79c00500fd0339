import { beforeAll, describe, expect, it } from "vitest";
import { loadTexts } from "../src/core/texts.js";
import type { FailureRow, JobRow } from "../src/core/wire.js";
import { badge, nextTry, story } from "../src/pages/overview/job-words.js";

const IN_AN_HOUR = new Date(Date.now() + 3_600_500).toISOString();

const failed = (state: string) =>
  ({ state, cause_text: "Gone", message: "Another one", next_try: IN_AN_HOUR }) as FailureRow;
const job = { state: "failed", state_text: "failed" } as JobRow;

beforeAll(() => loadTexts("en"));

describe("what is said of a failed download", () => {
  it("is what recovery does, once it has begun to mend it", () => {
    const entry = (state: string) => ({ id: "a", job, failure: failed(state) });
    expect(badge(entry("waiting"))).toMatchObject({ text: "failed", tone: "bad" });
    expect(badge(entry("acting"))).toMatchObject({ text: "Being repaired", tone: "info" });
    expect(badge(entry("following"))).toMatchObject({ text: "Followed", tone: "info" });
  });

  it("names the next try only where something is tried again", () => {
    expect(nextTry(failed("waiting"))).toBe("Next try in 1 hour.");
    expect(nextTry(failed("following"))).toBe("");
    expect(nextTry(failed("asked"))).toBe("");
    expect(story(failed("waiting"))).toBe("Gone: Another one Next try in 1 hour.");
    expect(story(failed("following"))).toBe("Gone: Another one");
  });
});
