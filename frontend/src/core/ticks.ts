/** Draws what tells of times anew now and then: "in 5 minutes" is wrong a minute later. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Milliseconds between two drawings. */
export const TICK = 30_000;

const hosts = new Set<ReactiveControllerHost>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all elements on the page, which stands still without any. */
export class Ticks implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.host);
    timer ??= setInterval(() => {
      for (const host of hosts) host.requestUpdate();
    }, TICK);
  }

  hostDisconnected(): void {
    hosts.delete(this.host);
    if (hosts.size) return;
    clearInterval(timer);
    timer = undefined;
  }
}
