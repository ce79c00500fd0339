import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FindingRow } from "../src/core/wire.js";
import * as look from "../src/pages/audit/logic.js";

const finding = (changed: Partial<FindingRow> = {}): FindingRow => ({
  id: "radarr:hardlinks",
  rule: "radarr.hardlinks",
  instance: "radarr",
  name: "Radarr",
  kind: "radarr",
  category: "importing",
  category_text: "Importing",
  severity: "warning",
  risk: "low",
  title: "Hardlinks are off",
  reason: "",
  source: "",
  steps: [],
  found: false,
  wanted: true,
  applicable: true,
  ignored: null,
  ...changed,
});

const findings = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }),
    instance: fc.constantFrom("radarr", "sonarr", "plex"),
    severity: fc.constantFrom(...look.SEVERITIES),
    applicable: fc.boolean(),
    ignored: fc.constantFrom(null, { reason: "wanted so", until: null, by: null }),
  }),
  { selector: (one) => one.id, maxLength: 40 },
);

describe("filters", () => {
  it("let everything through when nothing is chosen", () => {
    fc.assert(
      fc.property(findings, (rows) => {
        expect(rows.every((row) => look.fits(finding(row), look.EVERYTHING))).toBe(true);
      }),
    );
  });

  it("divide the findings: each is in exactly one choice of a filter", () => {
    fc.assert(
      fc.property(findings, (rows) => {
        for (const row of rows.map(finding)) {
          const by = (filters: Partial<look.Filters>) =>
            look.fits(row, { ...look.EVERYTHING, ...filters });
          expect(look.SEVERITIES.filter((severity) => by({ severity }))).toHaveLength(1);
          expect(by({ mend: "auto" })).not.toBe(by({ mend: "hand" }));
          expect(by({ ignored: "open" })).not.toBe(by({ ignored: "ignored" }));
        }
      }),
    );
  });

  it("hide what is ignored at first", () => {
    const ignored = { reason: "wanted so", until: null, by: null };
    expect(look.fits(finding({ ignored }), look.OPEN)).toBe(false);
    expect(look.fits(finding(), look.OPEN)).toBe(true);
  });
});

describe("groups", () => {
  it("hold every finding once, the gravest first", () => {
    fc.assert(
      fc.property(findings, (rows) => {
        const groups = look.grouped(rows.map(finding));
        const ids = groups.flatMap((one) => one.bands.flatMap((band) => band.findings));
        expect(ids.map((one) => one.id).sort()).toEqual(rows.map((one) => one.id).sort());
        for (const { bands, instance } of groups) {
          const order = bands.map((band) => look.SEVERITIES.indexOf(band.severity));
          expect(order).toEqual([...order].sort());
          expect(bands.every((band) => band.findings.length > 0)).toBe(true);
          const all = bands.flatMap((band) => band.findings);
          expect(all.every((one) => one.instance === instance)).toBe(true);
        }
      }),
    );
  });
});

describe("a selection", () => {
  it("forgets what is gone, ignored or only for a person", () => {
    const rows = new Map(
      [
        finding({ id: "good" }),
        finding({ id: "hand", applicable: false }),
        finding({ id: "ignored", ignored: { reason: "so", until: null, by: null } }),
      ].map((row) => [row.id, row]),
    );
    expect(look.chosen(new Set(["gone", "good", "hand", "ignored"]), rows)).toEqual(["good"]);
  });
});

describe("values", () => {
  it("tell nothing, empty, hidden and switched apart", () => {
    const said = [null, "", "**REDACTED**", true, false, 0].map((one) => look.valueText(one));
    expect(new Set(said).size).toBe(said.length);
    expect(look.valueText(0)).toBe("0");
    expect(look.valueText(["tv", "movies"])).toBe("tv, movies");
    expect(look.valueText({ a: 1 })).toContain('"a": 1');
  });

  it("never show a secret's placeholder", () => {
    expect(look.valueText("**REDACTED**")).not.toContain("*");
  });

  it("name their place without empty parts", () => {
    expect(look.placeText({ document: "misc", row: "", path: "pre_check" })).toBe(
      "misc › pre_check",
    );
  });
});

describe("a source", () => {
  it("is linked only when it is an https page", () => {
    expect(look.hostOf("https://trash-guides.info/Radarr/")).toBe("trash-guides.info");
    for (const bad of [
      "javascript:alert(1)",
      "http://radarr.local",
      "data:text/html,x",
      "",
      "x",
    ]) {
      expect(look.hostOf(bad)).toBeNull();
    }
  });
});

describe("the first day an ignored finding can end on", () => {
  it("is the one after today, also over the end of a year", () => {
    expect(look.tomorrow(new Date(2026, 11, 31, 23, 59))).toBe("2027-01-01");
    expect(look.tomorrow(new Date(2028, 1, 28, 0, 0))).toBe("2028-02-29");
  });
});
