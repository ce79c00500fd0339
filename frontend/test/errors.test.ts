import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { wordsOf } from "../src/core/hass.js";
import { loadTexts } from "../src/core/texts.js";

const LOST = "Home Assistant cannot be reached at the moment.";

describe("the words of an error", () => {
  afterAll(() => loadTexts("en"));

  it("are those of Home Assistant, which has translated them", () => {
    expect(wordsOf({ code: "home_assistant_error", message: "SABnzbd is down" })).toBe(
      "SABnzbd is down",
    );
    expect(wordsOf(new Error("No such page"))).toBe("No such page");
    expect(wordsOf("as it is")).toBe("as it is");
  });

  it("are a sentence where the connection only has a number", () => {
    expect(wordsOf(3)).toContain(LOST);
    expect(wordsOf(1)).toContain(LOST);
    expect(wordsOf(2)).toContain("signed out");
    const lost = { id: 7, type: "result", success: false, error: { code: 3, message: "Lost" } };
    expect(wordsOf(lost)).toContain(LOST);
  });

  it("are translated where Home Assistant says only a word", async () => {
    const refused = { code: "unauthorized", message: "Unauthorized" };
    expect(wordsOf(refused)).toContain("An administrator may");
    await loadTexts("nl");
    expect(wordsOf(refused)).toContain("Een beheerder");
  });

  it("are never empty, and never what a program calls a thing", () => {
    const thrown = fc.oneof(
      fc.constantFrom(undefined, null, "", {}, [], new Error(), { message: "" }, { code: "x" }),
      fc.anything(),
    );
    fc.assert(
      fc.property(thrown, (error) => {
        const words = wordsOf(error);
        expect(words).not.toBe("");
        if (typeof error !== "string")
          expect(words).not.toMatch(/^(?:undefined|null|\[object|\d+$)/u);
      }),
    );
  });
});
