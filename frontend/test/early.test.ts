import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PATIENCE, subscribe, subscribeEarly } from "../src/core/early.js";
import type { HomeAssistant } from "../src/core/hass.js";
import type { TopicMessage } from "../src/core/topics.js";

const SNAPSHOT: TopicMessage = { kind: "snapshot", topics: { jobs: { put: [{ id: "a" }] } } };
const DELTA: TopicMessage = { kind: "delta", topics: { jobs: { del: ["a"] } } };

/** A Home Assistant that keeps each subscription with its topics, and whether it was ended. */
function home(refusal?: Error) {
  const begun: { topics: unknown; tell: (message: TopicMessage) => void; ended: boolean }[] =
    [];
  const subscribeMessage = (tell: (message: TopicMessage) => void, asked: object) => {
    const one = { topics: (asked as { topics: unknown }).topics, tell, ended: false };
    begun.push(one);
    return refusal
      ? Promise.reject(refusal)
      : Promise.resolve(() => {
          one.ended = true;
        });
  };
  const hass = { connection: { subscribeMessage }, language: "en" } as unknown as HomeAssistant;
  return { hass, begun };
}

describe("subscribing early", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.runAllTimers();
    vi.useRealTimers();
  });

  it("hands over what was told before anybody listened, and what comes after", () => {
    const { hass, begun } = home();
    subscribeEarly(hass, ["jobs"]);
    begun[0]?.tell(SNAPSHOT);
    const heard: TopicMessage[] = [];
    void subscribe(hass, ["jobs"], (message) => heard.push(message));
    expect(heard).toEqual([SNAPSHOT]);
    begun[0]?.tell(DELTA);
    expect(heard).toEqual([SNAPSHOT, DELTA]);
    expect(begun).toHaveLength(1);
  });

  it("serves one listener only, and nobody who wants other topics", () => {
    const { hass, begun } = home();
    subscribeEarly(hass, ["jobs"]);
    void subscribe(hass, ["overview"], () => undefined);
    void subscribe(hass, ["jobs"], () => undefined);
    void subscribe(hass, ["jobs"], () => undefined);
    expect(begun.map(({ topics }) => topics)).toEqual([["jobs"], ["overview"], ["jobs"]]);
  });

  it("tells whoever takes it over of a refusal", async () => {
    const { hass } = home(new Error("not allowed"));
    subscribeEarly(hass, ["jobs"]);
    await expect(subscribe(hass, ["jobs"], () => undefined)).rejects.toThrow("not allowed");
  });

  it("ends when nobody comes, and stays when somebody did", async () => {
    const { hass, begun } = home();
    subscribeEarly(hass, ["jobs"]);
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(begun[0]?.ended).toBe(true);
    subscribeEarly(hass, ["jobs"]);
    void subscribe(hass, ["jobs"], () => undefined);
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(begun.map(({ ended }) => ended)).toEqual([true, false]);
  });
});
