/** One download in the list: what it is, how far it is, what recovery does about it, and its buttons. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { HomeAssistant } from "../../core/hass.js";
import { t } from "../../core/texts.js";
import { shared, tones } from "../../core/styles.js";
import { Ticks } from "../../core/ticks.js";
import type { FailureRow } from "../../core/wire.js";
import { DEED_ICONS, deedLabel, type Deed } from "./deeds.js";
import { badge, facts, story } from "./job-words.js";
import { progressOf, titleOf, type Entry } from "./queue-model.js";
import "../../parts/poster.js";

// Rows come and go while somebody scrolls: plain elements in place of parts keep them cheap.

@customElement("autoarr-job")
export class AutoarrJob extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property({ attribute: false }) entry?: Entry;
  /** The action that runs for it. */
  @property() busy = "";
  /** Where its details are. */
  @property() href = "";
  protected readonly ticks = new Ticks(this);

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        height: 100%;
        contain: strict;
        container-type: inline-size;
      }
      .job {
        position: relative;
        display: flex;
        align-items: center;
        gap: 12px;
        height: 100%;
        padding: 6px 8px;
        border-bottom: 1px solid var(--divider-color);
      }
      autoarr-poster,
      .poster {
        --poster-width: 2.75rem;
        width: var(--poster-width);
        aspect-ratio: 2 / 3;
        flex: none;
        border-radius: 6px;
        background: var(--secondary-background-color);
      }
      .text {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1px;
      }
      .first {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      .first a {
        color: inherit;
        font-weight: 500;
        text-decoration: none;
        flex: 0 1 auto;
        min-width: 0;
      }
      .first a::after {
        content: "";
        position: absolute;
        inset: 0;
      }
      .first a:focus-visible {
        outline: none;
      }
      .first a:focus-visible::after {
        outline: 2px solid var(--primary-color);
        outline-offset: -2px;
      }
      .chip {
        --tone: var(--secondary-text-color);
        display: inline-flex;
        align-items: center;
        gap: 4px;
        flex: none;
        max-width: 50%;
        padding: 0 10px;
        border: 1px solid var(--tone);
        border-radius: 12px;
        font-size: 0.85rem;
        --mdc-icon-size: 16px;
      }
      .chip ha-icon {
        color: var(--tone);
      }
      .track {
        height: 6px;
        margin-top: 3px;
        border-radius: 3px;
        overflow: hidden;
        background: var(--divider-color);
      }
      .track div {
        height: 100%;
        background: var(--primary-color);
      }
      p {
        font-size: 0.9rem;
      }
      .buttons {
        display: flex;
        position: relative;
      }
      button {
        display: none;
        place-items: center;
        width: 40px;
        height: 40px;
        padding: 0;
        border: none;
        border-radius: 20px;
        background: none;
        cursor: pointer;
        --mdc-icon-size: 20px;
      }
      button:hover:not(:disabled) {
        outline: 1px solid var(--divider-color);
      }
      button:disabled {
        opacity: 0.5;
        cursor: default;
      }
      button.decide {
        display: grid;
        background: color-mix(in srgb, var(--primary-color) 24%, transparent);
        border: 1px solid var(--primary-color);
        font-weight: 500;
      }
      .decide span {
        display: none;
      }
      @container (min-width: 640px) {
        button {
          display: grid;
        }
        button.decide {
          width: auto;
          padding: 0 16px;
        }
        .decide ha-icon {
          display: none;
        }
        .decide span {
          display: inline;
        }
      }
    `,
    tones,
  ];

  private want(event: Event, failure: FailureRow, action: string): void {
    event.stopPropagation();
    const detail: Deed = { failure, action };
    this.dispatchEvent(new CustomEvent("deed", { detail, bubbles: true, composed: true }));
  }

  private show(): void {
    this.dispatchEvent(
      new CustomEvent("details", { detail: this.entry?.id, bubbles: true, composed: true }),
    );
  }

  override render() {
    const { entry } = this;
    if (!entry) return nothing;
    const { job, failure } = entry;
    const title = titleOf(entry);
    const { text, tone, icon } = badge(entry);
    const progress = progressOf(entry);
    const line = failure ? story(failure) : job && job.name !== title ? job.name : "";
    return html`<div class="job">
      ${
        job?.poster
          ? html`<autoarr-poster .hass=${this.hass} .poster=${job.poster}></autoarr-poster>`
          : html`<div class="poster"></div>`
      }
      <div class="text grow">
        <div class="first">
          <a
            class="cut"
            href=${this.href}
            title=${title}
            @click=${(event: MouseEvent) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              this.show();
            }}
            >${title}</a
          >
          <span class="chip ${tone}"
            >${icon ? html`<ha-icon .icon=${icon} aria-hidden="true"></ha-icon>` : nothing}<span
              class="cut"
              >${text}</span
            ></span
          >
        </div>
        <p class="quiet cut">${facts(entry)}</p>
        ${line ? html`<p class="cut ${failure ? "" : "quiet"}">${line}</p>` : nothing}
        ${
          progress !== null
            ? html`<div
                class="track"
                role="progressbar"
                aria-label=${title}
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=${progress}
              >
                <div style="width:${progress}%"></div>
              </div>`
            : nothing
        }
      </div>
      ${failure ? html`<div class="buttons">${this.buttons(failure)}</div>` : nothing}
    </div>`;
  }

  private buttons(failure: FailureRow) {
    if (failure.question) {
      return html`<button
        type="button"
        class="decide"
        aria-label=${t("overview.decide")}
        ?disabled=${this.busy !== ""}
        @click=${() => {
          this.show();
        }}
      >
        <ha-icon .icon=${"mdi:account-question-outline"} aria-hidden="true"></ha-icon>
        <span>${t("overview.decide")}</span>
      </button>`;
    }
    return failure.actions.map(
      (action) =>
        html`<button
          type="button"
          aria-label=${deedLabel(action)}
          title=${deedLabel(action)}
          aria-busy=${String(this.busy === action)}
          ?disabled=${this.busy !== ""}
          @click=${(event: Event) => {
            this.want(event, failure, action);
          }}
        >
          <ha-icon
            .icon=${this.busy === action ? "mdi:loading" : (DEED_ICONS[action] ?? "mdi:play-outline")}
            aria-hidden="true"
          ></ha-icon>
        </button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-job": AutoarrJob;
  }
}
