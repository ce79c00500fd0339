/**
 * What the integration tells: topics, each with a `meta` object and rows by id. One subscription carries all
 * topics a page needs; its first message is the whole state, later ones only what changed.
 */
import { subscribe } from "./early.js";
import type { HomeAssistant, Json, JsonObject, Unsubscribe } from "./hass.js";

export interface Row {
  id: string;
  [key: string]: Json;
}

export interface Topic<R = Row, M = JsonObject> {
  meta: M;
  rows: ReadonlyMap<string, R>;
}

interface WireTopic {
  meta?: JsonObject;
  /** Rows in full: all of them in a snapshot (of thousands the first; deltas bring the rest), the changed ones in a delta. */
  put?: Row[];
  del?: string[];
}

/** `snapshot` begins anew; `delta` changes what is there; `unloaded`: the integration is being reloaded. */
export type TopicMessage =
  { kind: "snapshot" | "delta"; topics: Record<string, WireTopic> } | { kind: "unloaded" };

export type Topics = ReadonlyMap<string, Topic>;

/** The state after a message; untouched topics and rows stay the same objects. */
export function reduce(state: Topics, message: TopicMessage): Topics {
  if (message.kind === "unloaded") return new Map();
  const next = new Map(message.kind === "snapshot" ? [] : state);
  for (const [name, wire] of Object.entries(message.topics)) {
    const before = message.kind === "snapshot" ? undefined : next.get(name);
    next.set(name, merged(before, wire));
  }
  return next;
}

function merged(before: Topic | undefined, wire: WireTopic): Topic {
  const meta = { ...before?.meta, ...wire.meta };
  if (before && !wire.put?.length && !wire.del?.length) return { meta, rows: before.rows };
  const rows = new Map(before?.rows);
  for (const id of wire.del ?? []) rows.delete(id);
  for (const row of wire.put ?? []) rows.set(row.id, row);
  return { meta, rows };
}

export type TopicsState = "loading" | "ready" | "unloaded" | "failed";

/** Keeps one subscription for a set of topics and tells its listener of each change, at most once a frame. */
export class TopicFeed {
  topics: Topics = new Map();
  state: TopicsState = "loading";
  error: unknown = undefined;
  private unsubscribe: Promise<Unsubscribe> | undefined;
  private frame = 0;

  constructor(
    private readonly names: readonly string[],
    private readonly changed: () => void,
  ) {}

  start(hass: HomeAssistant): void {
    if (this.unsubscribe) return;
    const subscription = subscribe(hass, this.names, (message) => {
      this.take(message);
    });
    this.unsubscribe = subscription;
    subscription.catch((error: unknown) => {
      this.unsubscribe = undefined;
      this.state = "failed";
      this.error = error;
      this.changed();
    });
  }

  stop(): void {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = 0;
    void this.unsubscribe?.then((end) => end()).catch(() => undefined);
    this.unsubscribe = undefined;
  }

  private take(message: TopicMessage): void {
    const first = this.state !== "ready";
    this.topics = reduce(this.topics, message);
    this.state = message.kind === "unloaded" ? "unloaded" : "ready";
    if (first) {
      this.changed();
    } else if (!this.frame) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.changed();
      });
    }
  }
}
