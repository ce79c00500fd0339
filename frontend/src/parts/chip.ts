/** A short word about a state, in a colour that says the same; the word alone must be enough. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared, tones } from "../core/styles.js";

export type Tone = "neutral" | "good" | "info" | "warning" | "bad";

@customElement("autoarr-chip")
export class AutoarrChip extends LitElement {
  @property() tone: Tone = "neutral";
  @property() icon = "";

  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
        min-width: 0;
      }
      span {
        --tone: var(--secondary-text-color);
        display: inline-flex;
        align-items: center;
        gap: 4px;
        padding: 1px 10px;
        border-radius: 12px;
        border: 1px solid var(--tone);
        font-size: 0.85rem;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
        color: var(--primary-text-color);
      }
      ha-icon {
        --mdc-icon-size: 16px;
        color: var(--tone);
      }
    `,
    tones,
  ];

  override render() {
    return html`<span class=${this.tone}
      >${this.icon ? html`<ha-icon .icon=${this.icon} aria-hidden="true"></ha-icon>` : nothing}<slot
      ></slot
    ></span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-chip": AutoarrChip;
  }
}
