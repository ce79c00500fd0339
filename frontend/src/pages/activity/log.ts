/** Everything that happened, the newest first, however long it is; news wait behind a button. */
import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ask } from "../../core/actions.js";
import { wordsOf, type HomeAssistant } from "../../core/hass.js";
import { Pager } from "../../core/pager.js";
import { shared } from "../../core/styles.js";
import { t, tn } from "../../core/texts.js";
import type { Activity, ActivityPage } from "../../core/wire.js";
import type { AutoarrList, Range } from "../../parts/list.js";
import { linkButton, linkStyles, rem } from "../overview/look.js";
import { NO_FILTERS, askedFor, isFiltered, newer, type Filters } from "./filters.js";
import "../../parts/button.js";
import "../../parts/list.js";
import "../../parts/notice.js";
import "./event.js";

const LIMIT = 100;
const ROW = 6.3;
/** Rows that scroll out are drawn anew as those that scroll in; more than are ever drawn at once. */
const REUSED = 48;
const LOOK_EVERY = 60_000;
const REST = 1_500;

@customElement("autoarr-activity-log")
export class AutoarrActivityLog extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property() base = "";
  @property({ attribute: false }) filters: Filters = NO_FILTERS;
  /** Another one says that something has probably happened. */
  @property() pulse = "";
  @state() private fresh = 0;
  @state() private local = false;
  @query("autoarr-list") private readonly list!: AutoarrList | null;
  private pager: Pager<Activity> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    linkStyles,
    css`
      .list {
        height: clamp(360px, calc(100dvh - 300px), 1200px);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      if (!document.hidden) void this.look();
    }, LOOK_EVERY);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    clearTimeout(this.rest);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("filters") || !this.pager) this.begin();
    else if (changed.has("pulse")) {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => void this.look(), REST);
    }
  }

  /** Begin anew at the newest. */
  begin(): void {
    if (!this.hass) return;
    const asked = askedFor(this.filters);
    this.fresh = 0;
    const pager = new Pager<Activity>(
      (cursor) => this.page(asked, cursor),
      () => {
        if (this.pager === pager) this.requestUpdate();
      },
    );
    this.pager = pager;
    this.list?.show(0);
    pager.need(0, 1);
    this.requestUpdate();
  }

  private async page(
    asked: Record<string, unknown>,
    cursor: string | null,
  ): Promise<ActivityPage> {
    if (!this.hass) return { items: [], next: null, source: "app" };
    const page = await ask<ActivityPage>(this.hass, "activity", {
      ...asked,
      ...(cursor === null ? {} : { cursor }),
      limit: LIMIT,
      language: this.hass.language,
    });
    if (cursor === null) this.local = page.source === "local";
    return page;
  }

  /** See how much is new; what is being read stays where it is. */
  private async look(): Promise<void> {
    const { pager } = this;
    if (!this.isConnected || !pager?.ready || this.filters.until) return;
    try {
      const { items } = await this.page(askedFor(this.filters), null);
      if (pager !== this.pager) return;
      this.fresh = newer(items, pager.at(0));
      // Where nothing was, nothing is being read.
      if (this.fresh && !pager.count) this.begin();
    } catch {
      // The next look tells; what is shown stays true.
    }
  }

  override render() {
    const { pager } = this;
    if (!pager) return nothing;
    return html`<div class="stack">
      ${this.source()}
      <div role="status">
        ${
          this.fresh
            ? html`<autoarr-button
                kind="filled"
                icon="mdi:arrow-up"
                @click=${() => {
                  this.begin();
                }}
                >${
                  this.fresh >= LIMIT ? t("activity.new.many") : tn("activity.new", this.fresh)
                }</autoarr-button
              >`
            : nothing
        }
      </div>
      ${
        pager.error === undefined
          ? nothing
          : html`<autoarr-notice kind="error" heading=${t("failed.heading")}>
              <span class="break">${wordsOf(pager.error)}</span>
              <autoarr-button
                @click=${() => {
                  pager.retry();
                }}
                >${t("failed.again")}</autoarr-button
              >
            </autoarr-notice>`
      }
      ${this.rows(pager)}
    </div>`;
  }

  private source() {
    return this.local
      ? html`<autoarr-notice
          kind="info"
          icon="mdi:database-clock-outline"
          heading=${t("activity.local")}
        >
          <span>${t("activity.local.text")}</span>
          ${
            this.hass?.user?.is_admin
              ? linkButton(`${this.base}/settings`, t("page.settings"), "mdi:cog-outline")
              : nothing
          }
        </autoarr-notice>`
      : nothing;
  }

  private rows(pager: Pager<Activity>) {
    if (!pager.ready) {
      return pager.error === undefined
        ? html`<autoarr-notice kind="loading" heading=${t("loading")}></autoarr-notice>`
        : nothing;
    }
    if (!pager.count) {
      const filtered = isFiltered(this.filters);
      return html`<autoarr-notice
        icon=${filtered ? "mdi:filter-off-outline" : "mdi:timeline-text-outline"}
        heading=${t(filtered ? "overview.none" : "activity.empty")}
        >${filtered ? nothing : t("activity.empty.text")}</autoarr-notice
      >`;
    }
    return html`<div class="list">
      <autoarr-list
        label=${t("page.activity")}
        .count=${pager.count}
        .rowHeight=${rem(ROW)}
        .keyAt=${(index: number) => index % REUSED}
        .rowAt=${(index: number) => {
          const event = pager.at(index);
          return (
            event &&
            html`<autoarr-event
              .event=${event}
              href=${`${this.base}/activity/${encodeURIComponent(event.correlation)}`}
            ></autoarr-event>`
          );
        }}
        @range=${({ detail }: CustomEvent<Range>) => {
          pager.need(detail.from, detail.to);
        }}
      ></autoarr-list>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-activity-log": AutoarrActivityLog;
  }
}
