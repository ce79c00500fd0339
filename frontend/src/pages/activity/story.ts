/** The whole story of a title across the services, the oldest first. */
import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask } from "../../core/actions.js";
import { wordsOf, type HomeAssistant } from "../../core/hass.js";
import { shared } from "../../core/styles.js";
import { t } from "../../core/texts.js";
import type { Activity, ActivityPage } from "../../core/wire.js";
import { linkButton, linkStyles } from "../overview/look.js";
import "../../parts/button.js";
import "../../parts/notice.js";
import "./event.js";

const LIMIT = 200;

@customElement("autoarr-activity-story")
export class AutoarrActivityStory extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property() base = "";
  @property() correlation = "";
  @property() pulse = "";
  /** The newest first, as they come. */
  @state() private events: readonly Activity[] | undefined;
  @state() private next: string | null = null;
  @state() private busy = false;
  @state() private error: unknown;

  static override styles = [
    shared,
    linkStyles,
    css`
      :host {
        display: block;
      }
      li {
        padding-block: 6px;
        border-inline-start: 2px solid var(--divider-color);
      }
      .stack {
        justify-items: start;
      }
      ol {
        justify-self: stretch;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("correlation")) this.events = undefined;
    if (changed.has("correlation") || changed.has("pulse")) void this.load();
  }

  private async load(cursor: string | null = null): Promise<void> {
    const { hass, correlation } = this;
    // What was opened further back is not folded again by news.
    if (!hass || (cursor === null && (this.events?.length ?? 0) > LIMIT)) return;
    this.busy = true;
    try {
      const { items, next } = await ask<ActivityPage>(hass, "activity", {
        correlation,
        limit: LIMIT,
        language: hass.language,
        ...(cursor === null ? {} : { cursor }),
      });
      if (correlation !== this.correlation) return;
      this.events = cursor === null ? items : [...(this.events ?? []), ...items];
      this.next = next;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }

  override render() {
    const events = [...(this.events ?? [])].reverse();
    const title = events.findLast((one) => one.title)?.title;
    return html`<section class="stack" aria-labelledby="title">
      ${linkButton(`${this.base}/activity`, t("activity.back"), "mdi:arrow-left")}
      <h3 id="title" class="break">${title ?? t("overview.whole_story")}</h3>
      ${
        this.error === undefined
          ? nothing
          : html`<autoarr-notice kind="error" heading=${t("failed.heading")}>
              <span class="break">${wordsOf(this.error)}</span>
              <autoarr-button @click=${() => void this.load()}
                >${t("failed.again")}</autoarr-button
              >
            </autoarr-notice>`
      }
      ${this.events === undefined ? this.waiting() : this.told(events)}
    </section>`;
  }

  private waiting() {
    return this.error === undefined
      ? html`<autoarr-notice kind="loading" heading=${t("loading")}></autoarr-notice>`
      : nothing;
  }

  private told(events: readonly Activity[]) {
    if (!events.length) {
      return html`<autoarr-notice
        icon="mdi:help-circle-outline"
        heading=${t("activity.story.none")}
        >${t("activity.story.none.text")}</autoarr-notice
      >`;
    }
    return html`${
        this.next === null
          ? nothing
          : html`<autoarr-button ?busy=${this.busy} @click=${() => void this.load(this.next)}
              >${t("activity.earlier")}</autoarr-button
            >`
      }
      <ol>
        ${events.map((event) => html`<li><autoarr-event .event=${event}></autoarr-event></li>`)}
      </ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-activity-story": AutoarrActivityStory;
  }
}
