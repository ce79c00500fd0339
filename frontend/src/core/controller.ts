/** Ties a topic feed to the life of an element. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { HomeAssistant, JsonObject } from "./hass.js";
import { TopicFeed, type Row, type Topic, type TopicsState } from "./topics.js";

interface Host extends ReactiveControllerHost {
  hass?: HomeAssistant | undefined;
}

const NOTHING: Topic = { meta: {}, rows: new Map() };

export class TopicController implements ReactiveController {
  private readonly feed: TopicFeed;

  constructor(
    private readonly host: Host,
    ...names: string[]
  ) {
    this.feed = new TopicFeed(names, () => {
      host.requestUpdate();
    });
    host.addController(this);
  }

  get state(): TopicsState {
    return this.feed.state;
  }

  get error(): unknown {
    return this.feed.error;
  }

  /** A topic as it is now; empty until its first message. The types are what the integration promises. */
  topic<R = Row, M = JsonObject>(name: string): Topic<R, M> {
    return (this.feed.topics.get(name) ?? NOTHING) as unknown as Topic<R, M>;
  }

  hostUpdate(): void {
    if (this.host.hass) this.feed.start(this.host.hass);
  }

  hostDisconnected(): void {
    this.feed.stop();
  }

  hostConnected(): void {
    if (this.host.hass) this.feed.start(this.host.hass);
  }
}
