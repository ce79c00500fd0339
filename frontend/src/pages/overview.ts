/** The page overview: the chain, what is on its way, what failed, and how each service is. */
import { css, html, nothing, type PropertyValues } from "lit";
import { customElement, state } from "lit/decorators.js";
import { navigate } from "../core/actions.js";
import { TopicController } from "../core/controller.js";
import { PAGES } from "../pages.js";
import { Page } from "../core/page.js";
import { dateTime, t, tc, tn } from "../core/texts.js";
import { shared } from "../core/styles.js";
import type {
  FailureRow,
  Failures,
  JobRow,
  Jobs,
  Overview,
  QueueQuestion,
  ServiceRow,
} from "../core/wire.js";
import { DEED_ICONS, DeedController, type Deed } from "./overview/deeds.js";
import { linkButton, linkStyles } from "./overview/look.js";
import { Selection, askedTogether, type Wish } from "./overview/queue-model.js";
import "./overview/chain.js";
import "./overview/details.js";
import "./overview/dry-run.js";
import "./overview/queue.js";
import "./overview/service.js";

const INTEGRATION = "/config/integrations/integration/autoarr";

@customElement("autoarr-page-overview")
export class OverviewPage extends Page {
  private readonly feed = new TopicController(this, ...PAGES.overview.topics);
  private readonly deeds = new DeedController(this);
  private readonly selection = new Selection();
  @state() private wish: Wish = { filter: "all", sort: "queue", search: "" };
  /** Whether the details were opened from here, so that closing them goes back. */
  private opened = false;

  static override styles = [
    shared,
    linkStyles,
    css`
      .page {
        container-type: inline-size;
      }
      .services {
        display: grid;
        gap: 16px;
        align-content: start;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
      }
      .services h3 {
        grid-column: 1 / -1;
      }
      @container (min-width: 1080px) {
        .sides {
          grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
          align-items: start;
        }
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("detail") && !this.detail) this.opened = false;
  }

  private show(id: string): void {
    this.opened = true;
    navigate(`${this.base}/overview/${encodeURIComponent(id)}`);
  }

  private closeDetails(): void {
    if (!this.detail) return;
    if (this.opened) history.back();
    else navigate(`${this.base}/overview`, { replace: true });
  }

  override render() {
    const missing = this.standIn(this.feed);
    if (missing !== nothing)
      return html`<h2 class="unseen">${t("page.overview")}</h2>
        ${missing}`;
    const overview = this.feed.topic<ServiceRow, Overview>("overview");
    const services = [...overview.rows.values()];
    return html`<div class="page stack">
      <h2 class="unseen">${t("page.overview")}</h2>
      ${services.length ? this.whole(overview.meta, services) : this.bare()}
    </div>`;
  }

  private bare() {
    return html`<autoarr-notice icon="mdi:puzzle-plus-outline" heading=${t("overview.bare")}>
      <p class="quiet">${t(this.isAdmin ? "overview.bare.text" : "overview.bare.admin")}</p>
      ${this.isAdmin ? linkButton(INTEGRATION, t("add_service"), "mdi:plus") : nothing}
    </autoarr-notice>`;
  }

  private whole(overview: Overview, services: readonly ServiceRow[]) {
    const jobs = this.feed.topic<JobRow, Jobs>("jobs");
    const failures = this.feed.topic<FailureRow, Failures>("failures");
    const { counts, shown, entries } = this.selection.look(jobs.rows, failures.rows, this.wish);
    return html`${this.storm(overview)}${overview.questions.map((one) => this.question(one))}
      ${this.summary(overview)}
      <autoarr-chain .overview=${overview} .services=${services}></autoarr-chain>
      <div
        class="sides stack"
        @deed=${(event: CustomEvent<Deed>) => {
          this.deeds.want(event.detail);
        }}
        @details=${(event: CustomEvent<string>) => {
          this.show(event.detail);
        }}
      >
        <div class="stack">
          ${
            overview.policy === "dry_run"
              ? html`<autoarr-dry-run
                  .hass=${this.hass}
                  .lines=${failures.meta.would_have_done}
                  .admin=${this.isAdmin}
                ></autoarr-dry-run>`
              : nothing
          }
          <autoarr-queue
            .hass=${this.hass}
            .base=${this.base}
            .jobs=${jobs.meta}
            .found=${{ counts, shown, entries }}
            .wish=${this.wish}
            .busy=${(failure: FailureRow | undefined) => this.deeds.busy(failure?.id)}
            @wish=${(event: CustomEvent<Wish>) => {
              this.wish = event.detail;
            }}
          ></autoarr-queue>
        </div>
        <section class="services" aria-labelledby="services">
          <h3 id="services">${t("services")}</h3>
          ${services.map(
            (row) =>
              html`<autoarr-service .row=${row} .admin=${this.isAdmin}></autoarr-service>`,
          )}
        </section>
        ${this.details(entries)}
      </div>
      ${this.deeds.dialog()}`;
  }

  private details(entries: Selection["entries"]) {
    const entry = this.detail
      ? (entries.find(({ id }) => id === this.detail) ??
        entries.find(({ failure }) => failure?.id === this.detail))
      : undefined;
    const token = entry?.failure?.question?.token;
    return html`<autoarr-details
      .open=${this.detail !== ""}
      .entry=${entry}
      .base=${this.base}
      .busy=${this.deeds.busy(entry?.failure?.id)}
      .together=${token === undefined ? 1 : askedTogether(entries, token)}
      @closed=${() => {
        this.closeDetails();
      }}
    ></autoarr-details>`;
  }

  private storm({ storm }: Overview) {
    return storm
      ? html`<autoarr-notice
          kind="warning"
          icon="mdi:weather-lightning"
          heading=${t("overview.storm")}
        >
          <span>${t("overview.storm.text", { when: dateTime(storm) })}</span>
          ${this.isAdmin ? linkButton("/config/repairs", t("overview.storm.repair")) : nothing}
        </autoarr-notice>`
      : nothing;
  }

  /** What is asked about a whole queue. */
  private question(question: QueueQuestion) {
    const busy = this.deeds.busy(question.token);
    return html`<autoarr-notice
      kind="warning"
      icon="mdi:account-question-outline"
      heading=${question.title}
    >
      <span class="break">${question.text}</span>
      <div class="row">
        ${question.actions.map(
          ({ action, text }, index) =>
            html`<autoarr-button
              kind=${index ? "plain" : "filled"}
              icon=${DEED_ICONS[action] ?? ""}
              ?busy=${busy === action}
              ?disabled=${busy !== ""}
              @click=${() => {
                this.deeds.answer(question, action);
              }}
              >${text}</autoarr-button
            >`,
        )}
      </div>
    </autoarr-notice>`;
  }

  private summary({ counts, app, model, policy }: Overview) {
    const link = (page: string, icon: string, count: number, key: string) =>
      count ? linkButton(`${this.base}/${page}`, tn(key, count), icon) : nothing;
    const paired =
      app.state === "ok"
        ? t("overview.app.ok", { version: app.version ?? "" })
        : tc("overview.app", app.state);
    const loaded = model?.name
      ? t("overview.model.named", {
          name: model.name,
          state: tc("overview.model", model.state),
        })
      : t("overview.model.unnamed");
    return html`<div class="row">
        ${
          counts.waiting || counts.failures
            ? html`<autoarr-button
                icon="mdi:account-question-outline"
                @click=${() => {
                  this.wish = { ...this.wish, filter: "needs", search: "" };
                  this.renderRoot.querySelector("autoarr-queue")?.scrollIntoView();
                }}
                >${
                  counts.waiting
                    ? tn("overview.waiting", counts.waiting)
                    : tn("overview.failures", counts.failures)
                }</autoarr-button
              >`
            : nothing
        }
        ${link("requests", "mdi:movie-plus-outline", counts.requests, "overview.requests")}
        ${link("audit", "mdi:clipboard-check-outline", counts.findings, "overview.findings")}
      </div>
      <div class="row quiet">
        <p class="break">
          ${t("overview.policy", { policy: tc("overview.policy", policy) })} · ${paired} ·
          ${app.state === "ok" ? loaded : t("overview.app.without")}
        </p>
        ${
          this.isAdmin && !(app.state === "ok" && model?.name)
            ? linkButton(`${this.base}/settings`, t("page.settings"), "mdi:cog-outline")
            : nothing
        }
      </div>`;
  }
}
