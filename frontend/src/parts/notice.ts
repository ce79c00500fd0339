/** What a page shows instead of blank: nothing there, loading, an error, offline; with the button that helps. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../core/styles.js";

@customElement("autoarr-notice")
export class AutoarrNotice extends LitElement {
  @property() kind: "empty" | "loading" | "error" | "info" | "warning" = "empty";
  @property() icon = "";
  @property() heading = "";

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      div {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 24px 16px;
        text-align: center;
        color: var(--secondary-text-color);
      }
      .info,
      .warning,
      .error {
        justify-items: start;
        text-align: start;
        padding: 12px 16px;
        border-radius: var(--ha-card-border-radius, 12px);
        border: 1px solid var(--divider-color);
        border-inline-start: 4px solid var(--info-color, var(--primary-color));
        color: var(--primary-text-color);
        background: var(--ha-card-background, var(--card-background-color));
      }
      .warning {
        border-inline-start-color: var(--warning-color);
      }
      .error {
        border-inline-start-color: var(--error-color);
      }
      ha-icon {
        --mdc-icon-size: 40px;
      }
      .info ha-icon,
      .warning ha-icon,
      .error ha-icon {
        --mdc-icon-size: 24px;
      }
      .loading ha-icon {
        animation: turn 1.2s linear infinite;
      }
      p {
        font-weight: 500;
        color: var(--primary-text-color);
      }
      @keyframes turn {
        to {
          transform: rotate(360deg);
        }
      }
    `,
  ];

  override render() {
    const icon = this.icon || (this.kind === "loading" ? "mdi:loading" : "");
    return html`<div
      class=${this.kind}
      role=${this.kind === "error" ? "alert" : "status"}
      aria-busy=${String(this.kind === "loading")}
    >
      ${icon ? html`<ha-icon .icon=${icon} aria-hidden="true"></ha-icon>` : nothing}
      ${this.heading ? html`<p>${this.heading}</p>` : nothing}
      <slot></slot>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-notice": AutoarrNotice;
  }
}
