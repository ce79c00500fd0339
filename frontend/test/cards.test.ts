import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../src/cards.js";
import { CARDS, OPTIONS, checked, suits } from "../src/cards/config.js";
import { rowsOf } from "../src/cards/rows.js";
import { dashboard } from "../src/cards/strategy.js";
import { form, named } from "../src/cards/words.js";
import type { Entry } from "../src/pages/overview/queue-model.js";
import type { FailureRow, JobRow } from "../src/core/wire.js";

describe("what is set in a card", () => {
  it("is refused with the option and what it takes", () => {
    expect(() => checked("queue", { max_rows: "5" })).toThrow(
      'autoarr-queue-card: "max_rows" takes a whole number from 1 to 50, not "5"',
    );
    expect(() => checked("stack", { show_services: "yes" })).toThrow("show_services");
    expect(() => checked("request", null)).toThrow("not a mapping");
  });

  it("is taken where it fits, with what Home Assistant adds", () => {
    const config = { type: "custom:autoarr-queue-card", title: "", grid_options: { rows: 4 } };
    expect(checked("queue", { ...config, max_rows: 50, only_problems: true })).toMatchObject(
      config,
    );
  });

  it("has a translated label for each option", async () => {
    for (const kind of CARDS) {
      const { schema, computeLabel } = await form(kind, "de");
      expect(schema.map(({ name }) => name)).toEqual(OPTIONS[kind]);
      expect(schema.map(computeLabel).every(Boolean)).toBe(true);
    }
    expect((await form("queue", "nl")).schema.map(({ name }) => name)).toContain("max_rows");
  });
});

describe("what Home Assistant is offered", () => {
  it("is every card and the strategy, in English what the texts say too", async () => {
    expect(window.customCards).toBeUndefined();
    customElements.define("home-assistant", class extends HTMLElement {});
    await customElements.whenDefined("ll-strategy-dashboard-autoarr");

    expect(window.customCards?.map(({ type }) => type)).toEqual(
      CARDS.map((kind) => `autoarr-${kind}-card`),
    );
    for (const kind of CARDS) {
      const card = window.customCards?.find(({ type }) => type.includes(kind));
      expect(card).toMatchObject({ ...(await named(kind, "en")), preview: true });
    }
    expect(window.customStrategies?.[0]).toMatchObject({
      type: "autoarr",
      strategyType: "dashboard",
      ...(await named("strategy", "en")),
    });
    expect(customElements.get("ll-strategy-dashboard-autoarr")).toBeDefined();
  });

  it("is a card for an entity that it shows more of", () => {
    expect(suits("queue", { platform: "autoarr", translation_key: "queue" })).toBe(true);
    expect(suits("stack", { platform: "autoarr", translation_key: "queue" })).toBe(false);
    expect(suits("queue", { platform: "sabnzbd", translation_key: "queue" })).toBe(false);
    expect(suits("queue", undefined)).toBe(false);
  });

  it("is drawn on a dashboard as soon as its card is loaded", async () => {
    const card = document.createElement("autoarr-stack-card") as HTMLElement & {
      setConfig(config: unknown): void;
    };
    card.setConfig({ type: "custom:autoarr-stack-card" });
    document.body.append(card);
    await import("../src/cards/stack.js");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(card.querySelector("autoarr-stack-body")).not.toBeNull();
    card.remove();
  });
});

describe("the rows of the card of downloads", () => {
  const entry = fc.record({ state: fc.constantFrom("queued", "failed"), fails: fc.boolean() });
  const entries = fc.array(entry, { maxLength: 80 }).map((many) =>
    many.map<Entry>(({ state, fails }, index) => ({
      id: String(index),
      job: {
        id: String(index),
        place: index,
        state,
        name: "n",
        marks: [],
      } as unknown as JobRow,
      failure: fails
        ? ({ id: `f${index}`, state: "waiting", failed_at: "" } as unknown as FailureRow)
        : undefined,
    })),
  );

  it("are those that need somebody first, never more than wanted, each once", () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 50 }), fc.boolean(), (all, most, only) => {
        const { rows, total } = rowsOf(all, most, only);
        const urgent = (one: Entry) => one.failure !== undefined || one.job?.state === "failed";
        expect(rows).toHaveLength(Math.min(most, total));
        expect(new Set(rows).size).toBe(rows.length);
        expect(total).toBe(only ? all.filter(urgent).length : all.length);
        const calm = rows.findIndex((one) => !urgent(one));
        if (calm >= 0) expect(rows.slice(calm).some(urgent)).toBe(false);
      }),
    );
  });
});

describe("the dashboard that is made", () => {
  const ids = ["sensor.b", "sensor.a", "todo.requests", "calendar.releases", "button.go"];
  const entities = Object.fromEntries(
    [...ids, "sensor.hidden", "sensor.gone", "light.other"].map((entity_id) => [
      entity_id,
      {
        entity_id,
        platform: entity_id === "light.other" ? "hue" : "autoarr",
        hidden: entity_id === "sensor.hidden",
      },
    ]),
  );
  const states = Object.fromEntries(
    [...ids, "sensor.hidden", "light.other"].map((entity_id) => [
      entity_id,
      { entity_id, state: "1", attributes: {} },
    ]),
  );

  it("has the cards, the requests, the releases, and what is ours by platform", async () => {
    const { views } = await dashboard({ language: "en", entities, states });
    expect(views.map(({ path }) => path)).toEqual(["overview", "requests", "entities"]);
    const text = JSON.stringify(views);
    for (const id of ids) expect(text).toContain(id);
    for (const id of ["sensor.hidden", "sensor.gone", "light.other"])
      expect(text).not.toContain(id);
    expect(views[2]?.sections.map(({ cards }) => cards[1]?.["entities"])).toEqual([
      ["button.go"],
      ["sensor.a", "sensor.b"],
    ]);
  });

  it("has no view that would be empty", async () => {
    const { views } = await dashboard({ language: "de", entities: {}, states: {} });
    expect(views.map(({ path }) => path)).toEqual(["overview"]);
  });
});
