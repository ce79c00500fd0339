/** What stands to choose, as buttons with posters; fires `chosen` with the choice. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../core/styles.js";
import { t } from "../core/texts.js";
import type { HomeAssistant } from "../core/hass.js";
import type { Choice, RequestRow } from "../core/wire.js";
import "./poster.js";

export function mediaIcon(type: RequestRow["media_type"]): string {
  return type === "tv" ? "mdi:television-classic" : "mdi:movie-open-outline";
}

@customElement("autoarr-choices")
export class AutoarrChoices extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property({ attribute: false }) request?: RequestRow;
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      div {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
        gap: 8px;
      }
      button {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 56px;
        padding: 6px 12px 6px 6px;
        border: 1px solid var(--divider-color);
        border-radius: var(--ha-card-border-radius, 12px);
        background: var(--ha-card-background, var(--card-background-color));
        text-align: start;
        cursor: pointer;
      }
      button:hover:not(:disabled) {
        border-color: var(--primary-color);
      }
      button:disabled {
        opacity: 0.5;
        cursor: default;
      }
      span {
        display: block;
        min-width: 0;
      }
      .label {
        font-weight: 500;
      }
    `,
  ];

  private choose(detail: Choice): void {
    this.dispatchEvent(new CustomEvent<Choice>("chosen", { detail }));
  }

  override render() {
    const request = this.request;
    if (!request) return nothing;
    return html`<div role="group" aria-label=${t("talk.choices", { title: request.title })}>
      ${request.choices.map(
        (choice) =>
          html`<button
            type="button"
            ?disabled=${this.disabled}
            @click=${() => {
              this.choose(choice);
            }}
          >
            <autoarr-poster
              .hass=${this.hass}
              .poster=${choice.poster}
              .icon=${mediaIcon(request.media_type)}
            ></autoarr-poster>
            <span>
              <span class="label break">${choice.label}</span>
              ${choice.detail ? html`<span class="quiet break">${choice.detail}</span>` : nothing}
            </span>
          </button>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-choices": AutoarrChoices;
  }
}
