/** One service: how it is, which version, how fast it answers, and what is wrong with it in plain words. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { number, t, tc, tn } from "../../core/texts.js";
import { shared } from "../../core/styles.js";
import type { Problem, ServiceRow } from "../../core/wire.js";
import {
  KIND_ICONS,
  LEVEL_ICONS,
  STATE_LOOK,
  helpButton,
  linkButton,
  linkStyles,
} from "./look.js";
import "../../parts/chip.js";

const SHOWN = 3;

@customElement("autoarr-service")
export class AutoarrService extends LitElement {
  @property({ attribute: false }) row?: ServiceRow;
  @property({ type: Boolean }) admin = false;

  static override styles = [
    shared,
    linkStyles,
    css`
      .card {
        display: grid;
        gap: 10px;
      }
      h4 {
        flex: 1 1 8em;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        font-size: 0.9rem;
      }
      dl div {
        display: flex;
        gap: 4px;
      }
      ul {
        display: grid;
        gap: 10px;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 6px 8px;
      }
      li ha-icon {
        color: var(--level);
        --mdc-icon-size: 20px;
      }
      li a.button {
        grid-column: 2;
        justify-self: start;
      }
      summary {
        min-height: 40px;
        display: list-item;
        align-content: center;
        cursor: pointer;
      }
    `,
  ];

  override render() {
    const row = this.row;
    if (!row) return nothing;
    const { icon, tone } = STATE_LOOK[row.state];
    const [first, rest] = [row.problems.slice(0, SHOWN), row.problems.slice(SHOWN)];
    // Why it is down is mostly a problem of its own already.
    const said = row.error === null || row.problems.some(({ text }) => text === row.error);
    return html`<section class="card" aria-labelledby="name">
      <div class="row">
        <ha-icon .icon=${KIND_ICONS[row.kind] ?? ""} aria-hidden="true"></ha-icon>
        <h4 id="name" class="break">${row.name}</h4>
        ${this.device(row)}
        <autoarr-chip tone=${tone} icon=${icon}
          >${tc("overview.state", row.state)}</autoarr-chip
        >
      </div>
      ${said ? nothing : html`<p class="break">${row.error}</p>`} ${this.facts(row)}
      ${this.problems(first)}
      ${
        rest.length
          ? html`<details>
              <summary>${tn("more", rest.length)}</summary>
              ${this.problems(rest)}
            </details>`
          : nothing
      }
    </section>`;
  }

  private device({ device_id: id }: ServiceRow) {
    if (!this.admin || !id) return nothing;
    const path = `/config/devices/device/${encodeURIComponent(id)}`;
    return linkButton(path, "", "mdi:open-in-app", t("overview.device"));
  }

  private facts(row: ServiceRow) {
    const newer = row.latest !== null && row.latest !== row.version;
    return html`<dl class="quiet">
      ${row.version ? this.fact(t("overview.version"), row.version) : nothing}
      ${newer ? this.fact(t("overview.update"), row.latest ?? "") : nothing}
      ${
        row.response_ms === null
          ? nothing
          : this.fact(
              t("overview.answers_in"),
              t("overview.ms", { ms: number(row.response_ms) }),
            )
      }
      ${Object.entries(row.facts).map(([key, value]) =>
        typeof value === "number"
          ? this.fact(tc("overview.fact", key), number(value))
          : nothing,
      )}
      ${row.facts["paused"] === true ? html`<div>${t("overview.paused")}</div>` : nothing}
    </dl>`;
  }

  private fact(name: string, value: string) {
    return html`<div>
      <dt>${name}</dt>
      <dd class="break">${value}</dd>
    </div>`;
  }

  private problems(problems: readonly Problem[]) {
    if (!problems.length) return nothing;
    return html`<ul>
      ${problems.map(
        ({ level, text, help }) =>
          html`<li class=${level}>
            <ha-icon
              .icon=${LEVEL_ICONS[level]}
              role="img"
              aria-label=${tc("overview.level", level)}
            ></ha-icon>
            <span class="break">${text}</span>
            ${helpButton(help)}
          </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-service": AutoarrService;
  }
}
