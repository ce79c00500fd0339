/** The page activity: what happened, filtered by its address; the story of one title; how recovery went. */
import { css, html, nothing, type PropertyValues } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { ask, attempt, navigate } from "../core/actions.js";
import { TopicController } from "../core/controller.js";
import { PAGES } from "../pages.js";
import { Page } from "../core/page.js";
import { shared } from "../core/styles.js";
import { t } from "../core/texts.js";
import type { Overview, ServiceRow } from "../core/wire.js";
import { askedFor, parsed, said, type Filters } from "./activity/filters.js";
import type { AutoarrActivityLog } from "./activity/log.js";
import "../parts/button.js";
import "./activity/charts.js";
import "./activity/log.js";
import "./activity/story.js";
import "./activity/toolbar.js";

@customElement("autoarr-page-activity")
export class ActivityPage extends Page {
  private readonly feed = new TopicController(this, ...PAGES.activity.topics);
  @state() private filters = parsed(location.search);
  @state() private exporting = false;
  @query("autoarr-activity-log") private readonly log!: AutoarrActivityLog | null;

  static override styles = [
    shared,
    css`
      .head {
        justify-content: space-between;
      }
      .page {
        container-type: inline-size;
      }
      @container (min-width: 1000px) {
        .sides {
          grid-template-columns: minmax(0, 5fr) minmax(0, 3fr);
          align-items: start;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("location-changed", this.readAddress);
    window.addEventListener("popstate", this.readAddress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("location-changed", this.readAddress);
    window.removeEventListener("popstate", this.readAddress);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("detail")) this.readAddress();
  }

  private readonly readAddress = (): void => {
    const filters = parsed(location.search);
    // Other pages have other addresses: the filters of this one stay as they were.
    if (!location.pathname.startsWith(`${this.base}/activity`)) return;
    if (JSON.stringify(filters) !== JSON.stringify(this.filters)) this.filters = filters;
  };

  /** Words that are still being typed are one step back, not many. */
  private want(filters: Filters): void {
    const replace = filters.q !== this.filters.q && this.filters.q !== "";
    this.filters = filters;
    navigate(`${this.base}/activity${said(filters)}`, { replace });
  }

  private async export(): Promise<void> {
    const { hass } = this;
    if (!hass || this.exporting) return;
    this.exporting = true;
    await attempt(this, async () => {
      const asked = askedFor(this.filters);
      const { url } = await ask<{ url: string }>(hass, "activity/export", asked);
      const link = document.createElement("a");
      link.href = hass.hassUrl(url);
      link.download = "autoarr-activity.ndjson";
      link.click();
    });
    this.exporting = false;
  }

  override render() {
    const heading = html`<h2>${t("page.activity")}</h2>`;
    const missing = this.standIn(this.feed);
    if (missing !== nothing) return html`${heading}${missing}`;
    const { chain, counts } = this.feed.topic<ServiceRow, Overview>("overview").meta;
    const pulse = JSON.stringify([chain, counts]);
    if (this.detail) {
      return html`<div class="stack">
        ${heading}
        <autoarr-activity-story
          .hass=${this.hass}
          .base=${this.base}
          .correlation=${this.detail}
          .pulse=${pulse}
        ></autoarr-activity-story>
      </div>`;
    }
    return html`<div class="page stack">
      <div class="row head">
        ${heading}
        <div class="row">
          <autoarr-button
            icon="mdi:refresh"
            label=${t("activity.refresh")}
            @click=${() => {
              this.log?.begin();
            }}
          ></autoarr-button>
          ${
            this.isAdmin
              ? html`<autoarr-button
                  icon="mdi:download"
                  ?busy=${this.exporting}
                  @click=${() => void this.export()}
                  >${t("activity.export")}</autoarr-button
                >`
              : nothing
          }
        </div>
      </div>
      <autoarr-activity-filters
        .filters=${this.filters}
        @filters=${(event: CustomEvent<Filters>) => {
          this.want(event.detail);
        }}
      ></autoarr-activity-filters>
      <div class="sides stack">
        <autoarr-activity-log
          .hass=${this.hass}
          .base=${this.base}
          .filters=${this.filters}
          .pulse=${pulse}
        ></autoarr-activity-log>
        <autoarr-activity-charts
          .hass=${this.hass}
          .filters=${this.filters}
          .pulse=${String(counts.failures)}
        ></autoarr-activity-charts>
      </div>
    </div>`;
  }
}
