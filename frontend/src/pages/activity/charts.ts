/** How recovery went: the success rate by day, what failures came of, and what each strategy achieved. */
import { LitElement, css, html, nothing, svg } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask } from "../../core/actions.js";
import { wordsOf, type HomeAssistant } from "../../core/hass.js";
import { shared } from "../../core/styles.js";
import { number, t } from "../../core/texts.js";
import type { ActivityStats, Tally } from "../../core/wire.js";
import { HEIGHT, WIDTH, curve, overall } from "./curve.js";
import { NO_FILTERS, spanOf, type Filters } from "./filters.js";
import "../../parts/button.js";
import "../../parts/notice.js";

const percent = (rate: number | null): string =>
  rate === null ? "–" : t("activity.percent", { n: number(rate * 100) });

@customElement("autoarr-activity-charts")
export class AutoarrActivityCharts extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property({ attribute: false }) filters: Filters = NO_FILTERS;
  @property() pulse = "";
  @state() private stats: ActivityStats | undefined;
  @state() private error: unknown;
  private asked = "";

  static override styles = [
    shared,
    css`
      .card {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
      }
      figure {
        display: grid;
        gap: 6px;
      }
      figcaption {
        font-weight: 500;
      }
      svg {
        display: block;
        width: 100%;
        overflow: visible;
      }
      .curve {
        height: 120px;
        border-block: 1px solid var(--divider-color);
      }
      .curve path {
        fill: none;
        stroke: var(--primary-color);
        stroke-width: 2;
        stroke-linecap: round;
        vector-effect: non-scaling-stroke;
      }
      .bar {
        height: 8px;
        min-width: 48px;
      }
      .failures {
        fill: var(--secondary-text-color);
      }
      .recovered {
        fill: var(--success-color);
      }
      .gave_up {
        fill: var(--error-color);
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.9rem;
      }
      th {
        font-weight: normal;
        text-align: start;
        overflow-wrap: anywhere;
      }
      th,
      td {
        padding: 4px;
      }
      td {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      th[scope="col"] {
        overflow-wrap: normal;
        text-align: end;
      }
      td.wide {
        width: 40%;
      }
      summary {
        min-height: 40px;
        align-content: center;
        cursor: pointer;
      }
    `,
  ];

  override willUpdate(): void {
    const { span, since, until } = this.filters;
    const asked = [span, since, until, this.pulse].join();
    if (this.hass && asked !== this.asked) {
      this.asked = asked;
      void this.load();
    }
  }

  private async load(): Promise<void> {
    if (!this.hass) return;
    const { asked } = this;
    try {
      const stats = await ask<ActivityStats>(this.hass, "activity/stats", {
        ...spanOf(this.filters),
        language: this.hass.language,
      });
      if (asked === this.asked) [this.stats, this.error] = [stats, undefined];
    } catch (error) {
      this.error = error;
    }
  }

  override render() {
    return html`<section class="card" aria-labelledby="heading">
      <h3 id="heading">${t("activity.charts")}</h3>
      ${
        this.error === undefined
          ? this.stats
            ? this.charts(this.stats)
            : html`<autoarr-notice kind="loading" heading=${t("loading")}></autoarr-notice>`
          : html`<autoarr-notice kind="error" heading=${t("failed.heading")}>
              <span class="break">${wordsOf(this.error)}</span>
              <autoarr-button @click=${() => void this.load()}
                >${t("failed.again")}</autoarr-button
              >
            </autoarr-notice>`
      }
    </section>`;
  }

  private charts({ by_day: days, by_cause: causes, by_strategy: strategies }: ActivityStats) {
    if (!days.length && !causes.length && !strategies.length) {
      return html`<autoarr-notice
        icon="mdi:chart-timeline-variant"
        heading=${t("activity.charts.none")}
      ></autoarr-notice>`;
    }
    return html`${this.rate(days)} ${this.bars(t("activity.causes"), causes, ["failures"])}
    ${this.bars(t("activity.strategies"), strategies, ["recovered", "gave_up"])}`;
  }

  private rate(days: readonly Tally[]) {
    const points = curve(days);
    if (!points.length) return nothing;
    const line = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
    const name = t("activity.rate.says", { rate: percent(overall(days)) });
    return html`<figure>
      <figcaption>${t("activity.rate")}</figcaption>
      <svg
        class="curve"
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        aria-label=${name}
      >
        <path d="M${line}h.1"></path>
      </svg>
      <p class="quiet">${name}</p>
      <details>
        <summary>${t("activity.table")}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${t("activity.rate")}>
          <table>
            <tr>
              ${[
                t("activity.day"),
                t("activity.failures"),
                t("activity.recovered"),
                t("activity.gave_up"),
                t("activity.share"),
              ].map((words) => html`<th scope="col">${words}</th>`)}
            </tr>
            ${days.map(
              (day) =>
                html`<tr>
                  <th scope="row">${day.key}</th>
                  <td>${number(day.failures)}</td>
                  <td>${number(day.recovered)}</td>
                  <td>${number(day.gave_up)}</td>
                  <td>${percent(day.success_rate)}</td>
                </tr>`,
            )}
          </table>
        </div>
      </details>
    </figure>`;
  }

  /** A chart that is a table too: a bar in each row, the numbers beside it. */
  private bars(
    caption: string,
    tallies: ActivityStats["by_cause"],
    parts: readonly ("failures" | "recovered" | "gave_up")[],
  ) {
    const length = (tally: Tally) => parts.reduce((sum, part) => sum + tally[part], 0);
    const shown = tallies.filter(length).sort((a, b) => length(b) - length(a));
    if (!shown.length) return nothing;
    const most = Math.max(...shown.map(length));
    return html`<figure>
      <figcaption>${caption}</figcaption>
      <table aria-label=${caption}>
        <tr>
          <td></td>
          <td></td>
          ${parts.map((part) => html`<th scope="col">${t(`activity.${part}`)}</th>`)}
        </tr>
        ${shown.map((tally) => {
          let x = 0;
          return html`<tr>
            <th scope="row">${tally.text}</th>
            <td class="wide">
              <svg
                class="bar"
                viewBox="0 0 100 8"
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                ${parts.map((part) => {
                  const [from, width] = [x, (100 * tally[part]) / most];
                  x += width;
                  return svg`<rect class=${part} x=${from} width=${width} height="8"></rect>`;
                })}
              </svg>
            </td>
            ${parts.map((part) => html`<td>${number(tally[part])}</td>`)}
          </tr>`;
        })}
      </table>
    </figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-activity-charts": AutoarrActivityCharts;
  }
}
