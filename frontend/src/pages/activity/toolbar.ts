/** The filters of the activity; fires `filters` with those that are wanted, words after a short rest. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { shared } from "../../core/styles.js";
import { t } from "../../core/texts.js";
import {
  GROUPS,
  LEVELS,
  NO_FILTERS,
  SERVICES,
  SPANS,
  isFiltered,
  type Filters,
  type Group,
  type Span,
} from "./filters.js";
import "../../parts/button.js";

const REST = 350;

@customElement("autoarr-activity-filters")
export class AutoarrActivityFilters extends LitElement {
  @property({ attribute: false }) filters: Filters = NO_FILTERS;
  @state() private typed: string | undefined;
  private typing: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      .row {
        align-items: end;
      }
      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        flex: 1 1 8.5rem;
        min-width: 0;
      }
      .words {
        flex: 3 1 14rem;
      }
      span {
        font-size: 0.85rem;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.typing);
  }

  private want(change: Partial<Filters>): void {
    clearTimeout(this.typing);
    const detail = {
      ...this.filters,
      ...(this.typed === undefined ? {} : { q: this.typed }),
      ...change,
    };
    this.typed = undefined;
    this.dispatchEvent(new CustomEvent<Filters>("filters", { detail }));
  }

  private type(words: string): void {
    this.typed = words;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.want({});
    }, REST);
  }

  override render() {
    return html`<div class="row" role="group" aria-label=${t("audit.filters")}>
      <label class="words">
        <span class="quiet">${t("activity.search")}</span>
        <input
          type="search"
          maxlength="200"
          .value=${this.typed ?? this.filters.q}
          @input=${(event: Event) => {
            this.type((event.target as HTMLInputElement).value);
          }}
        />
      </label>
      ${this.pick(
        "service",
        t("audit.filter.service"),
        SERVICES.map((one) => [one, t(`overview.link.${one}`)]),
      )}
      ${this.pick(
        "level",
        t("audit.filter.severity"),
        LEVELS.map((one) => [one, t(`activity.level.${one}`)]),
      )}
      ${this.pick(
        "group",
        t("activity.group"),
        (Object.keys(GROUPS) as Group[]).map((one) => [one, t(`activity.group.${one}`)]),
      )}
      ${this.pick("span", t("activity.span"), [
        ...(Object.keys(SPANS) as Span[]).map(
          (one) => [one, t(`activity.span.${one}`)] as const,
        ),
        ["dates", t("activity.span.dates")],
      ])}
      ${
        this.filters.span === "dates"
          ? [this.day("since", t("activity.since")), this.day("until", t("activity.until"))]
          : nothing
      }
      ${
        isFiltered(this.filters)
          ? html`<autoarr-button
              icon="mdi:filter-off-outline"
              @click=${() => {
                this.want(NO_FILTERS);
              }}
              >${t("show_all")}</autoarr-button
            >`
          : nothing
      }
    </div>`;
  }

  private pick(
    name: keyof Filters,
    words: string,
    choices: readonly (readonly [string, string])[],
  ) {
    return html`<label>
      <span class="quiet">${words}</span>
      <select
        @change=${(event: Event) => {
          this.want({ [name]: (event.target as HTMLSelectElement).value });
        }}
      >
        ${[["", t("audit.all")] as const, ...choices].map(
          ([value, said]) =>
            html`<option value=${value} .selected=${this.filters[name] === value}>
              ${said}
            </option>`,
        )}
      </select>
    </label>`;
  }

  private day(name: "since" | "until", words: string) {
    return html`<label>
      <span class="quiet">${words}</span>
      <input
        type="date"
        .value=${this.filters[name]}
        @change=${(event: Event) => {
          this.want({ [name]: (event.target as HTMLInputElement).value });
        }}
      />
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-activity-filters": AutoarrActivityFilters;
  }
}
