/** A score as a ring, with its number in it. */
import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared, tones } from "../../core/styles.js";
import { t } from "../../core/texts.js";
import { verdict } from "./logic.js";

const ROUND = 2 * Math.PI * 44;

@customElement("autoarr-score")
export class AutoarrScore extends LitElement {
  @property({ attribute: false }) score: number | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        width: 96px;
        flex: none;
      }
      svg {
        display: block;
      }
      circle {
        fill: none;
        stroke: var(--divider-color);
        stroke-width: 10;
      }
      .part {
        stroke: var(--tone);
        transition: stroke-dasharray 0.4s;
      }
      text {
        fill: var(--primary-text-color);
        font-size: 30px;
        font-weight: 500;
        text-anchor: middle;
      }
    `,
    tones,
  ];

  override render() {
    const { score } = this;
    const part = ((score ?? 0) / 100) * ROUND;
    return html`<svg
      viewBox="0 0 100 100"
      role="img"
      class=${score === null ? "" : verdict(score)}
      aria-label=${score === null ? t("audit.score.none") : t("audit.score", { score })}
    >
      <circle cx="50" cy="50" r="44"></circle>
      <circle
        class="part"
        cx="50"
        cy="50"
        r="44"
        transform="rotate(-90 50 50)"
        stroke-dasharray="${part} ${ROUND}"
      ></circle>
      <text x="50" y="61">${score ?? "–"}</text>
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-score": AutoarrScore;
  }
}
