/** All downloads and failures: filter, search and order over a list of any length. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { HomeAssistant } from "../../core/hass.js";
import { bytes, duration, number, t } from "../../core/texts.js";
import { shared } from "../../core/styles.js";
import type { FailureRow, Jobs } from "../../core/wire.js";
import { linkButton, linkStyles, rem } from "./look.js";
import {
  FILTERS,
  SORTS,
  type Filter,
  type Selection,
  type Sort,
  type Wish,
} from "./queue-model.js";
import "../../parts/button.js";
import "../../parts/list.js";
import "../../parts/notice.js";
import "./job.js";

const ROW = 6;
const MOST_ROWS = 8;

@customElement("autoarr-queue")
export class AutoarrQueue extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property() base = "";
  @property({ attribute: false }) jobs?: Jobs;
  /** What the page found for `wish`; a new object for each change. */
  @property({ attribute: false }) found?: Pick<Selection, "counts" | "shown" | "entries">;
  @property({ attribute: false }) wish?: Wish;
  @property({ attribute: false }) busy: (failure: FailureRow | undefined) => string = () => "";
  @state() private typed: string | undefined;
  private typing: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    linkStyles,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .spread {
        justify-content: space-between;
      }
      input {
        flex: 1 1 12em;
      }
      label.row {
        flex-wrap: nowrap;
      }
      .list {
        max-height: 70dvh;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.typing);
  }

  private want(change: Partial<Wish>): void {
    this.dispatchEvent(new CustomEvent("wish", { detail: { ...this.wish, ...change } }));
  }

  private type(search: string): void {
    this.typed = search;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.want({ search });
    }, 150);
  }

  override render() {
    const { found, wish } = this;
    if (!found || !wish) return nothing;
    return html`<section class="card" aria-labelledby="heading">
      <div class="row spread">
        <h3 id="heading">${t("overview.queue")}</h3>
        ${this.speed()}
      </div>
      ${found.entries.length ? this.full(found, wish) : this.empty()}
    </section>`;
  }

  private speed() {
    const { jobs } = this;
    if (!jobs?.total) return nothing;
    const parts = [
      jobs.paused ? t("overview.paused") : t("overview.speed", { speed: bytes(jobs.speed) }),
      jobs.remaining_seconds && !jobs.paused
        ? t("overview.left", { time: duration(jobs.remaining_seconds) })
        : "",
    ];
    return html`<p class="quiet">${parts.filter(Boolean).join(" · ")}</p>`;
  }

  private full({ counts, shown }: NonNullable<typeof this.found>, wish: Wish) {
    return html`<div class="row" role="group" aria-label=${t("overview.filter")}>
        ${FILTERS.map((name) => this.filter(name, counts[name], name === wish.filter))}
      </div>
      <div class="row">
        <input
          type="search"
          .value=${this.typed ?? wish.search}
          placeholder=${t("overview.search")}
          aria-label=${t("overview.search")}
          @input=${(event: InputEvent) => {
            this.type((event.target as HTMLInputElement).value);
          }}
        />
        <label class="row">
          <span class="unseen">${t("overview.sort")}</span>
          <select
            .value=${wish.sort}
            @change=${(event: Event) => {
              this.want({ sort: (event.target as HTMLSelectElement).value as Sort });
            }}
          >
            ${SORTS.map(
              (name) =>
                html`<option value=${name} ?selected=${name === wish.sort}>
                  ${t(`overview.sort.${name}`)}
                </option>`,
            )}
          </select>
        </label>
      </div>
      ${
        shown.length
          ? this.list(shown)
          : wish.filter === "all" && !wish.search
            ? this.empty()
            : this.none()
      }`;
  }

  private filter(name: Filter, count: number, pressed: boolean) {
    return html`<autoarr-button
      kind=${pressed ? "filled" : "plain"}
      .pressed=${pressed}
      @click=${() => {
        this.want({ filter: name });
      }}
      >${t(`overview.filter.${name}`)} (${number(count)})</autoarr-button
    >`;
  }

  private list(shown: Selection["shown"]) {
    const height = rem(ROW);
    return html`<div
      class="list"
      style="height:${Math.min(shown.length, MOST_ROWS) * height}px"
    >
      <autoarr-list
        label=${t("overview.queue")}
        .count=${shown.length}
        .rowHeight=${height}
        .keyAt=${(index: number) => shown[index]?.id ?? index}
        .rowAt=${(index: number) => {
          const entry = shown[index];
          return (
            entry &&
            html`<autoarr-job
              .hass=${this.hass}
              .entry=${entry}
              .busy=${this.busy(entry.failure)}
              .href=${`${this.base}/overview/${encodeURIComponent(entry.id)}`}
            ></autoarr-job>`
          );
        }}
      ></autoarr-list>
    </div>`;
  }

  private none() {
    return html`<autoarr-notice icon="mdi:filter-off-outline" heading=${t("overview.none")}>
      <autoarr-button
        @click=${() => {
          this.typed = "";
          this.want({ filter: "all", search: "" });
        }}
        >${t("show_all")}</autoarr-button
      >
    </autoarr-notice>`;
  }

  private empty() {
    return html`<autoarr-notice icon="mdi:tray" heading=${t("overview.empty")}>
      <p class="quiet">${t("overview.empty.text")}</p>
      ${linkButton(`${this.base}/requests`, t("overview.empty.ask"), "mdi:movie-plus-outline")}
    </autoarr-notice>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-queue": AutoarrQueue;
  }
}
