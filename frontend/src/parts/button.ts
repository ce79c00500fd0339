/** A button: `kind` filled, plain or danger; busy while what it started runs. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../core/styles.js";

@customElement("autoarr-button")
export class AutoarrButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  @property() kind: "filled" | "plain" | "danger" = "plain";
  @property() icon = "";
  /** For a button that shows only its icon. */
  @property() label = "";
  @property({ type: Boolean }) busy = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  @property({ type: Boolean }) pressed: boolean | undefined = undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 6px;
        min-height: 40px;
        min-width: 40px;
        padding: 6px 14px;
        border-radius: 20px;
        border: 1px solid transparent;
        background: transparent;
        color: var(--primary-text-color);
        font-weight: 500;
        cursor: pointer;
      }
      button.plain {
        border-color: var(--divider-color);
      }
      /* White on the primary colour of Home Assistant is too faint to be read by everybody. */
      button.filled {
        background: color-mix(in srgb, var(--primary-color) 24%, transparent);
        border-color: var(--primary-color);
      }
      button.danger {
        border-color: var(--error-color);
      }
      button.bare {
        padding: 6px;
        border-color: transparent;
      }
      button:hover:not(:disabled) {
        filter: brightness(0.94);
      }
      button:disabled {
        opacity: 0.5;
        cursor: default;
      }
      ha-icon {
        --mdc-icon-size: 20px;
      }
      .busy ha-icon {
        animation: turn 1s linear infinite;
      }
      @keyframes turn {
        to {
          transform: rotate(360deg);
        }
      }
    `,
  ];

  override render() {
    const icon = this.busy ? "mdi:loading" : this.icon;
    const pressed = this.pressed === undefined ? nothing : String(this.pressed);
    return html`<button
      type="button"
      class="${this.kind} ${this.label ? "bare" : ""} ${this.busy ? "busy" : ""}"
      ?disabled=${this.disabled || this.busy}
      aria-label=${this.label || nothing}
      aria-pressed=${pressed}
      aria-busy=${String(this.busy)}
      title=${this.label || nothing}
    >
      ${icon ? html`<ha-icon .icon=${icon} aria-hidden="true"></ha-icon>` : nothing}
      <slot></slot>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-button": AutoarrButton;
  }
}
