/** The chain as a picture that is also a list: each stage with what stands in it, the first broken one marked. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { bytes, t, tc } from "../../core/texts.js";
import { shared, tones } from "../../core/styles.js";
import type { Overview, ServiceRow } from "../../core/wire.js";
import { chainOf, culprit, halves, type ChainNode, type Stage } from "./chain-model.js";
import { KIND_ICONS, STATE_LOOK, helpButton, linkStyles } from "./look.js";

@customElement("autoarr-chain")
export class AutoarrChain extends LitElement {
  @property({ attribute: false }) overview?: Overview;
  @property({ attribute: false }) services: readonly ServiceRow[] = [];

  static override styles = [
    shared,
    linkStyles,
    css`
      .card {
        display: grid;
        gap: 12px;
        container-type: inline-size;
      }
      .verdict {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      .verdict p {
        font-weight: 500;
      }
      .verdict small {
        display: block;
        font-size: inherit;
        font-weight: normal;
      }
      ha-icon {
        flex: none;
      }
      .tone {
        color: var(--tone);
      }
      ol {
        display: grid;
        gap: 28px;
      }
      .stage {
        --line: solid;
        --way: var(--secondary-text-color);
        position: relative;
        display: grid;
        align-content: start;
        gap: 6px;
        min-width: 0;
      }
      .stage > p {
        font-size: 0.85rem;
      }
      .stage ul {
        display: grid;
        gap: 6px;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 150px), 1fr));
      }
      /* The way from the stage before: a line with a head, dashed where it breaks. */
      .stage + .stage::before {
        content: "";
        position: absolute;
        inset-inline-start: 24px;
        top: -24px;
        height: 20px;
        border-inline-start: 2px var(--line) var(--way);
      }
      .stage + .stage::after {
        content: "";
        position: absolute;
        inset-inline-start: 20px;
        top: -9px;
        border: 5px solid transparent;
        border-top-color: var(--way);
        border-bottom-width: 0;
      }
      .stage.broken,
      .stage.broken + .stage {
        --line: dashed;
        --way: var(--error-color);
      }
      .node {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        align-content: start;
        gap: 2px 8px;
        padding: 8px 10px;
        border: 1px solid var(--divider-color);
        border-radius: 10px;
      }
      .node.broken {
        border: 2px solid var(--error-color);
        --tone: var(--error-color);
      }
      .node.broken .state {
        flex-wrap: nowrap;
      }
      .path {
        display: inline-flex;
        max-width: 100%;
        direction: ltr;
        overflow: hidden;
        white-space: pre;
        vertical-align: bottom;
      }
      .path .cut {
        min-width: 3ch;
      }
      .state {
        grid-column: 1 / -1;
        display: flex;
        gap: 4px;
        align-items: center;
        flex-wrap: wrap;
        font-size: 0.85rem;
        --mdc-icon-size: 18px;
      }
      @container (min-width: 760px) {
        ol {
          grid-template-columns: repeat(5, minmax(0, 1fr));
        }
        .stage + .stage::before {
          inset-inline-start: -24px;
          top: 48px;
          width: 20px;
          height: 0;
          border-inline-start: none;
          border-top: 2px var(--line) var(--way);
        }
        .stage + .stage::after {
          inset-inline-start: -9px;
          top: 44px;
          border: 5px solid transparent;
          border-inline-start-color: var(--way);
          border-inline-end-width: 0;
        }
      }
    `,
    tones,
  ];

  override render() {
    if (!this.overview) return nothing;
    return html`<section class="card" aria-labelledby="heading">
      <h3 id="heading">${t("overview.chain")}</h3>
      ${this.verdict(this.overview)}
      <ol>
        ${chainOf(this.overview, this.services).map((stage) => this.stage(stage))}
      </ol>
    </section>`;
  }

  private verdict(overview: Overview) {
    const { link, instance } = overview.chain;
    const well = link === "ok";
    const known = well || link === "unknown" || link === "not_set_up";
    const problem = culprit(overview, this.services);
    const icon = well ? "mdi:check-circle" : known ? "mdi:help-circle-outline" : "mdi:link-off";
    const broken = tc("overview.link", link);
    const what = known
      ? tc("overview.chain", link)
      : t("overview.chain.broken", { link: broken });
    const where = known || !instance || instance === broken ? "" : ` (${instance})`;
    return html`<div class="verdict ${well ? "good" : known ? "neutral" : "bad"}">
        <ha-icon class="tone" .icon=${icon} aria-hidden="true"></ha-icon>
        <p role="status" class="break">
          ${what}${where}${problem ? html`<small>${problem.text}</small>` : nothing}
        </p>
      </div>
      ${problem?.help ? html`<div>${helpButton(problem.help)}</div>` : nothing}`;
  }

  private stage({ name, nodes, broken }: Stage) {
    return html`<li class="stage ${broken ? "broken" : ""}">
      <p class="quiet">${t(`overview.stage.${name}`)}</p>
      <ul>
        ${
          nodes.length
            ? nodes.map((node) => this.node(node))
            : html`<li class="node quiet">${t("overview.stage.empty")}</li>`
        }
      </ul>
    </li>`;
  }

  private node({ kind, name, state, broken, disk }: ChainNode) {
    const { icon, tone } = STATE_LOOK[state];
    const word = tc("overview.state", state);
    return html`<li class="node ${tone} ${broken ? "broken" : ""}">
      <ha-icon .icon=${KIND_ICONS[kind] ?? ""} aria-hidden="true"></ha-icon>
      <span class="break"
        >${kind === "disk" ? this.path(name) : html`<bdi>${kind === "provider" ? t("overview.news_of", { name }) : name}</bdi>`}${
          disk?.others ? ` +${disk.others}` : ""
        }</span
      >
      <span class="state">
        <ha-icon
          class="tone"
          .icon=${broken ? "mdi:link-off" : icon}
          aria-hidden="true"
        ></ha-icon>
        <span>${broken ? t("overview.breaks_here", { state: word }) : word}</span>
        ${disk ? html`<span class="quiet">${this.room(disk)}</span>` : nothing}
      </span>
    </li>`;
  }

  /** A path, of which the middle gives way where there is no room for all of it. */
  private path(path: string) {
    const [start, end] = halves(path);
    return html`<bdi class="path" title=${path}
      >${start ? html`<span class="cut">${start}</span>` : nothing}<span>${end}</span></bdi
    >`;
  }

  private room({ free, total }: { free: number; total: number | null }): string {
    return total
      ? t("overview.free_of", { free: bytes(free), total: bytes(total) })
      : t("overview.free", { free: bytes(free) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-chain": AutoarrChain;
  }
}
