/** A bar for work under way: `value` 0..100, or nothing while it is not known how far it is. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../core/styles.js";

@customElement("autoarr-progress")
export class AutoarrProgress extends LitElement {
  @property({ type: Number }) value: number | null = null;
  @property() label = "";

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .track {
        height: 6px;
        border-radius: 3px;
        overflow: hidden;
        background: var(--divider-color);
      }
      .bar {
        height: 100%;
        border-radius: 3px;
        background: var(--primary-color);
      }
      .unknown .bar {
        width: 30%;
        animation: wander 1.4s ease-in-out infinite alternate;
      }
      @keyframes wander {
        to {
          margin-inline-start: 70%;
        }
      }
    `,
  ];

  override render() {
    const value = this.value === null ? null : Math.min(Math.max(this.value, 0), 100);
    return html`<div
      class="track ${value === null ? "unknown" : ""}"
      role="progressbar"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${value ?? nothing}
    >
      <div class="bar" style=${value === null ? "" : `width:${value}%`}></div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-progress": AutoarrProgress;
  }
}
