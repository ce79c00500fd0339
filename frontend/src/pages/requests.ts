/** The page of requests: a conversation that finds and asks for titles, and what became of each request. */
import { css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { TopicController } from "../core/controller.js";
import { PAGES } from "../pages.js";
import { Page } from "../core/page.js";
import { shared } from "../core/styles.js";
import { number, t, tn } from "../core/texts.js";
import type { Overview, RequestRow, Requests, ServiceRow } from "../core/wire.js";
import { linkButton, linkStyles } from "./overview/look.js";
import {
  FILTERS,
  PORTION,
  counts,
  drawn,
  moved,
  shown,
  type Filter,
  type Me,
} from "./requests/model.js";
import type { AutoarrRequest } from "./requests/request.js";
import "../parts/button.js";
import "../parts/conversation.js";
import "../parts/notice.js";
import "./requests/request.js";

const SERVICES = "/config/integrations/integration/autoarr";

@customElement("autoarr-page-requests")
export class RequestsPage extends Page {
  @state() private filter: Filter = "open";
  @state() private portions = 1;
  @state() private announced = "";
  @query("#list") private readonly listHeading!: HTMLElement | null;
  @query("autoarr-request[linked]") private readonly linkedRow!: AutoarrRequest | null;
  private readonly feed = new TopicController(this, ...PAGES.requests.topics);
  private lastRows: ReadonlyMap<string, RequestRow> = new Map();
  private shownDetail = "";

  static override styles = [
    shared,
    linkStyles,
    css`
      :host {
        display: block;
      }
      .page {
        display: grid;
        gap: 24px;
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
      }
      @media (min-width: 1000px) {
        .page {
          grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
        }
        .talk {
          position: sticky;
          top: 0;
        }
      }
      .card {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
      }
      .list {
        gap: 12px;
      }
      h2:focus {
        outline: none;
      }
    `,
  ];

  override willUpdate(): void {
    const { rows } = this.feed.topic<RequestRow, Requests>("requests");
    if (rows === this.lastRows) return;
    const news = moved(this.lastRows, rows);
    this.lastRows = rows;
    if (news.length) {
      this.announced = news
        .map((row) => t("requests.moved", { title: row.title, state: row.state_text }))
        .join(". ");
    }
  }

  override updated(): void {
    if (!this.detail) this.shownDetail = "";
    const row = this.linkedRow;
    if (!row || this.shownDetail === this.detail) return;
    this.shownDetail = this.detail;
    void row.updateComplete.then(() => {
      row.scrollIntoView({ block: "start" });
      row.focus();
    });
  }

  override render() {
    const { meta, rows } = this.feed.topic<RequestRow, Partial<Requests>>("requests");
    if (this.feed.state !== "ready" || !meta.me) {
      return html`<h2>${t("page.requests")}</h2>
        ${this.standIn(this.feed)}`;
    }
    return html`<div class="page">
      <section class="card talk" aria-labelledby="ask">
        <h2 id="ask">${t("requests.ask")}</h2>
        ${this.notices(meta.me)}
        <autoarr-conversation
          .hass=${this.hass}
          ?curious=${!meta.me.may_request}
        ></autoarr-conversation>
        ${this.modelHint()}
      </section>
      ${this.list(rows, meta.me)}
      <p class="unseen" role="status">${this.announced}</p>
    </div>`;
  }

  private notices(me: Me) {
    const services = [...this.feed.topic<ServiceRow>("overview").rows.values()];
    if (!services.some((one) => one.kind === "radarr" || one.kind === "sonarr")) {
      return html`<autoarr-notice kind="warning" heading=${t("requests.nowhere_heading")}>
        ${t(this.isAdmin ? "requests.nowhere_admin" : "requests.nowhere_text")}
        ${this.isAdmin ? linkButton(SERVICES, t("add_service")) : nothing}
      </autoarr-notice>`;
    }
    if (!me.may_request) {
      return html`<autoarr-notice kind="info" heading=${t("requests.may_not_heading")}
        >${t("requests.may_not_text")}</autoarr-notice
      >`;
    }
    return me.needs_approval
      ? html`<autoarr-notice kind="info">${t("requests.needs_approval")}</autoarr-notice>`
      : nothing;
  }

  private modelHint() {
    const { model } = this.feed.topic<ServiceRow, Partial<Overview>>("overview").meta;
    if (model !== null) return nothing;
    return html`<div class="row quiet">
      <p>${t("requests.no_model")}</p>
      ${
        this.isAdmin ? linkButton(`${this.base}/settings`, t("requests.choose_model")) : nothing
      }
    </div>`;
  }

  private list(rows: ReadonlyMap<string, RequestRow>, me: Me) {
    const found = shown(rows.values(), this.filter, this.detail);
    const count = drawn(found, this.portions, this.detail);
    const rest = Math.min(found.length - count, PORTION);
    return html`<section class="stack list" aria-labelledby="list">
      <h2 id="list" tabindex="-1">${t("page.requests")}</h2>
      ${this.filters(rows)}
      ${
        this.detail && !rows.has(this.detail)
          ? html`<autoarr-notice kind="info" heading=${t("requests.gone_heading")}
              >${t("requests.gone_text")}</autoarr-notice
            >`
          : nothing
      }
      ${found.length ? nothing : this.empty(rows.size > 0)}
      <ul class="stack list">
        ${repeat(
          found.slice(0, count),
          (row) => row.id,
          (row) =>
            html`<li>
              <autoarr-request
                .hass=${this.hass}
                .row=${row}
                .me=${me}
                .base=${this.base}
                ?linked=${row.id === this.detail}
                @decided=${() => {
                  this.listHeading?.focus();
                }}
              ></autoarr-request>
            </li>`,
        )}
      </ul>
      ${
        rest > 0
          ? html`<autoarr-button
              @click=${() => {
                this.portions += 1;
              }}
              >${tn("more", rest)}</autoarr-button
            >`
          : nothing
      }
    </section>`;
  }

  private filters(rows: ReadonlyMap<string, RequestRow>) {
    const count = counts(rows.values());
    return html`<div class="row" role="group" aria-label=${t("requests.filter")}>
      ${FILTERS.map(
        (filter) =>
          html`<autoarr-button
            .kind=${filter === this.filter ? "filled" : "plain"}
            .pressed=${filter === this.filter}
            @click=${() => {
              this.filter = filter;
              this.portions = 1;
            }}
            >${t(`requests.filter_${filter}`)} (${number(count[filter])})</autoarr-button
          >`,
      )}
    </div>`;
  }

  private empty(others: boolean) {
    return html`<autoarr-notice
      icon="mdi:movie-search-outline"
      heading=${t(`requests.empty_${this.filter}`)}
    >
      ${t("requests.empty_text")}
      ${
        others
          ? html`<autoarr-button
              @click=${() => {
                this.filter = "all";
              }}
              >${t("requests.show_all")}</autoarr-button
            >`
          : nothing
      }
    </autoarr-notice>`;
  }
}
