/**
 * A list of any length: only what is in view is drawn. The rows have one height; `rowAt` draws one, or
 * returns nothing where the row is not loaded yet. `range` is told when other rows come into view.
 */
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { scrollTo, slice } from "../core/window.js";
import { shared } from "../core/styles.js";

export interface Range {
  from: number;
  to: number;
}

@customElement("autoarr-list")
export class AutoarrList extends LitElement {
  @property({ type: Number }) count = 0;
  @property({ type: Number }) rowHeight = 64;
  @property() label = "";
  @property({ attribute: false }) rowAt: (index: number) => TemplateResult | undefined = () =>
    undefined;
  @property({ attribute: false }) keyAt: (index: number) => string | number = (index) => index;
  @state() private scrolled = 0;
  @state() private room = 600;
  @query(".view") private readonly view!: HTMLElement | null;
  private observer: ResizeObserver | undefined;
  private told = "";

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        height: 100%;
        min-height: 0;
      }
      .view {
        height: 100%;
        overflow: auto;
        overflow-anchor: none;
        contain: strict;
      }
      .whole {
        position: relative;
      }
      .drawn {
        position: absolute;
        inset-inline: 0;
        top: 0;
      }
      .item {
        overflow: hidden;
        contain: layout style;
      }
    `,
  ];

  override firstUpdated(): void {
    this.watch();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
    this.observer = undefined;
  }

  private watch(): void {
    const view = this.view;
    if (!view || this.observer) return;
    this.observer = new ResizeObserver(() => {
      this.room = view.clientHeight;
    });
    this.observer.observe(view);
  }

  override updated(): void {
    const { from, to } = this.drawn();
    const range = `${from}-${to}-${this.count}`;
    if (range === this.told) return;
    this.told = range;
    this.dispatchEvent(new CustomEvent<Range>("range", { detail: { from, to } }));
  }

  /** Bring a row to the top. */
  show(index: number): void {
    const { count, rowHeight, room: height, view } = this;
    if (view) view.scrollTop = scrollTo(index, { count, rowHeight, height });
  }

  private drawn() {
    return slice({
      count: this.count,
      rowHeight: this.rowHeight,
      height: this.room,
      scrollTop: this.scrolled,
    });
  }

  override render() {
    const { from, to, total, top } = this.drawn();
    const indexes = Array.from({ length: to - from }, (_, offset) => from + offset);
    return html`<div
      class="view"
      tabindex="0"
      role="region"
      aria-label=${this.label || nothing}
      @scroll=${() => {
        this.scrolled = this.view?.scrollTop ?? 0;
      }}
    >
      <div class="whole" style="height:${total}px">
        <div class="drawn" role="list" style="transform:translateY(${top}px)">
          ${repeat(indexes, this.keyAt, (index) => {
            const row = this.rowAt(index);
            return html`<div
              class="item"
              role="listitem"
              style="height:${this.rowHeight}px"
              aria-setsize=${this.count}
              aria-posinset=${index + 1}
              aria-busy=${row ? nothing : "true"}
            >
              ${row}
            </div>`;
          })}
        </div>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-list": AutoarrList;
  }
}
