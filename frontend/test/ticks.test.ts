import { LitElement, html } from "lit";
import { customElement } from "lit/decorators.js";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TICK, Ticks } from "../src/core/ticks.js";

@customElement("test-clock")
class Clock extends LitElement {
  constructor() {
    super();
    new Ticks(this);
  }
  override render() {
    return html`${Date.now()}`;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("draws times anew while their element is on the page, and keeps no clock for none", async () => {
  const clocks = [new Clock(), new Clock()];
  document.body.append(...clocks);
  await Promise.all(clocks.map((clock) => clock.updateComplete));
  const drawn = () => clocks.map((clock) => Number(clock.renderRoot.textContent));
  const first = drawn();
  vi.advanceTimersByTime(TICK);
  await Promise.all(clocks.map((clock) => clock.updateComplete));
  expect(drawn()).toEqual(first.map((time) => time + TICK));
  expect(vi.getTimerCount()).toBe(1);
  for (const clock of clocks) clock.remove();
  expect(vi.getTimerCount()).toBe(0);
});
