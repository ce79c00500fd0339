import { describe, expect, it } from "vitest";
import type { HomeAssistant } from "../src/core/hass.js";
import type { RequestRow } from "../src/core/wire.js";
import { MOST_CHARS, Talk, agentOf, talkOf } from "../src/parts/talk.js";

type Message = Record<string, unknown> & { type: string };

const AGENT = "conversation.films";

function house(answer: (message: Message) => unknown): {
  hass: HomeAssistant;
  sent: Message[];
} {
  const sent: Message[] = [];
  const hass = {
    language: "de",
    states: { [AGENT]: { entity_id: AGENT, state: "unknown", attributes: {} } },
    entities: { [AGENT]: { entity_id: AGENT, platform: "autoarr" } },
    callWS: async (message: Message) => {
      sent.push(message);
      await Promise.resolve();
      return answer(message);
    },
  };
  return { hass: hass as unknown as HomeAssistant, sent };
}

const CHOICE = { token: "t1", label: "Dune (2021)", detail: "Radarr", poster: null };
const OFFER = { id: "r1", title: "Dune", choices: [CHOICE] } as unknown as RequestRow;

function speaking(words: string, offers: RequestRow[] = []) {
  return (message: Message): unknown => {
    switch (message.type) {
      case "conversation/process":
        return {
          conversation_id: "k1",
          response: { speech: words ? { plain: { speech: words } } : {} },
        };
      case "autoarr/proposals":
        return { requests: offers };
      default:
        return { response: { status: "added", message: "Dune is added." } };
    }
  };
}

const spoken = (talk: Talk) => talk.lines.map((line) => `${line.from}: ${line.text}`);

describe("Talk", () => {
  it("asks AutoArr's agent in the user's language and goes on in the same conversation", async () => {
    const { hass, sent } = house(speaking("Which Dune?", [OFFER]));
    const talk = new Talk();
    await talk.say(hass, "  add Dune ");
    expect(spoken(talk)).toEqual(["person: add Dune", "agent: Which Dune?"]);
    expect(talk.offers).toEqual([OFFER]);
    await talk.say(hass, "the new one");
    const asked = sent.filter((one) => one.type === "conversation/process");
    expect(asked.map((one) => one["conversation_id"])).toEqual([null, "k1"]);
    expect(asked[0]).toMatchObject({ agent_id: AGENT, language: "de", text: "add Dune" });
    expect(sent.find((one) => one.type === "autoarr/proposals")).toMatchObject({
      conversation_id: "k1",
    });
  });

  it("confirms a choice by its token and says what came of it", async () => {
    const { hass, sent } = house(speaking("Which Dune?", [OFFER]));
    const talk = new Talk();
    await talk.say(hass, "add Dune");
    await talk.choose(hass, CHOICE);
    expect(spoken(talk).slice(2)).toEqual(["person: Dune (2021)", "agent: Dune is added."]);
    expect(sent.find((one) => one["service"] === "confirm")).toMatchObject({
      domain: "autoarr",
      service_data: { token: "t1" },
    });
    await talk.decline(hass, OFFER);
    expect(sent.find((one) => one["service"] === "cancel")).toMatchObject({
      service_data: { request_id: "r1" },
    });
  });

  it("does one thing at a time, says nothing for blanks and shortens what is too long", async () => {
    const { hass, sent } = house(speaking("Yes"));
    const talk = new Talk();
    await Promise.all([talk.say(hass, "x".repeat(900)), talk.say(hass, "two")]);
    await talk.say(hass, "   ");
    const asked = sent.filter((one) => one.type === "conversation/process");
    expect(asked).toHaveLength(1);
    expect(asked[0]?.["text"]).toHaveLength(MOST_CHARS);
    expect(talk.busy).toBe(false);
  });

  it("tells what went wrong, and says the same again without repeating the person", async () => {
    let down = true;
    const fine = speaking("Which Dune?");
    const { hass } = house((message) => {
      if (down) throw new Error("Connection lost");
      return fine(message);
    });
    const talk = new Talk();
    await talk.say(hass, "add Dune");
    expect(spoken(talk)).toEqual(["person: add Dune", "failure: Connection lost"]);
    expect(talk.unsent).toBe("add Dune");
    down = false;
    await talk.again(hass);
    expect(spoken(talk)).toEqual(["person: add Dune", "agent: Which Dune?"]);
    expect(talk.unsent).toBeUndefined();
  });

  it("goes on by words where the buttons cannot be had, and says so when there are no words", async () => {
    const fine = speaking("");
    const { hass } = house((message) => {
      if (message.type === "autoarr/proposals") throw new Error("Unknown command");
      return fine(message);
    });
    const talk = new Talk();
    await talk.say(hass, "add Dune");
    expect(talk.offers).toEqual([]);
    expect(talk.lines.at(-1)?.from).toBe("agent");
    expect(talk.lines.at(-1)?.text).not.toBe("");
  });

  it("tells its listeners until they stop, and is the same one for a place", async () => {
    const { hass } = house(speaking("Yes"));
    const talk = talkOf("card");
    let told = 0;
    const end = talk.listen(() => (told += 1));
    await talk.say(hass, "hello");
    const before = told;
    expect(before).toBeGreaterThan(1);
    end();
    await talk.say(hass, "hello");
    expect(told).toBe(before);
    expect(talkOf("card")).toBe(talk);
    expect(talkOf("panel")).not.toBe(talk);
  });
});

describe("agentOf", () => {
  it("finds the agent by its platform, else by its name, and none that is unavailable", () => {
    const { hass } = house(speaking(""));
    expect(agentOf(hass)).toBe(AGENT);
    const gone = { [AGENT]: { entity_id: AGENT, state: "unavailable", attributes: {} } };
    expect(agentOf({ ...hass, states: gone })).toBeUndefined();
    const named = "conversation.autoarr";
    const states = { [named]: { entity_id: named, state: "unknown", attributes: {} } };
    expect(agentOf({ ...hass, entities: {}, states })).toBe(named);
    expect(agentOf({ ...hass, entities: {}, states: {} })).toBeUndefined();
  });
});
