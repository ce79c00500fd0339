/** One finding: what is wrong, why that matters, and what can be done about it. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../../core/styles.js";
import { dateTime, t } from "../../core/texts.js";
import type { FindingRow } from "../../core/wire.js";
import { hostOf, mendable, valueText } from "./logic.js";
import "../../parts/button.js";
import "../../parts/chip.js";

/** What a person wants of a finding. */
export type Wish = "mend" | "ignore" | "unignore" | "explain";

const ICONS: Record<FindingRow["severity"], string> = {
  error: "mdi:alert-circle-outline",
  warning: "mdi:alert-outline",
  info: "mdi:information-outline",
};

@customElement("autoarr-finding")
export class AutoarrFinding extends LitElement {
  @property({ attribute: false }) finding?: FindingRow;
  @property({ type: Boolean }) picked = false;
  @property({ type: Boolean }) open = false;
  @property({ type: Boolean }) explainable = false;
  @property({ type: Boolean }) busy = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: 40px minmax(0, 1fr);
        content-visibility: auto;
        contain-intrinsic-size: auto 56px;
      }
      label {
        display: grid;
        place-items: center;
        height: 48px;
        cursor: pointer;
      }
      input {
        width: 20px;
        height: 20px;
        accent-color: var(--primary-color);
      }
      summary {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 48px;
        padding: 8px 4px;
        cursor: pointer;
        border-radius: 8px;
        overflow-wrap: anywhere;
      }
      summary::marker {
        content: "";
      }
      summary:focus-visible {
        outline-offset: -2px;
      }
      summary > ha-icon {
        --mdc-icon-size: 20px;
        flex: none;
      }
      .error {
        color: var(--error-color);
      }
      .warning {
        color: var(--warning-color);
      }
      .info {
        color: var(--info-color);
      }
      .turn {
        transition: transform 0.15s;
      }
      [open] > summary .turn {
        transform: rotate(180deg);
      }
      .body {
        display: grid;
        gap: 12px;
        padding-block-end: 16px;
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px 12px;
      }
      dd {
        white-space: pre-wrap;
        max-height: 12em;
        overflow: auto;
      }
      ol {
        list-style: decimal;
        padding-inline-start: 20px;
      }
      a {
        display: inline-block;
        padding-block: 10px;
      }
    `,
  ];

  private wish(wish: Wish): void {
    this.dispatchEvent(new CustomEvent<Wish>("wish", { detail: wish }));
  }

  private pick(event: Event): void {
    const { checked } = event.target as HTMLInputElement;
    this.dispatchEvent(new CustomEvent<boolean>("pick", { detail: checked }));
  }

  override render() {
    const { finding } = this;
    if (!finding) return nothing;
    return html`${
        mendable(finding)
          ? html`<label>
              <input
                type="checkbox"
                .checked=${this.picked}
                aria-label=${t("audit.select", { title: finding.title })}
                @change=${(event: Event) => {
                  this.pick(event);
                }}
              />
            </label>`
          : html`<span></span>`
      }
      <details ?open=${this.open}>
        <summary>
          <ha-icon
            class=${finding.severity}
            .icon=${ICONS[finding.severity]}
            aria-hidden="true"
          ></ha-icon>
          <span class="grow">
            ${finding.title}
            ${
              finding.ignored
                ? html`<autoarr-chip icon="mdi:eye-off-outline"
                    >${t("audit.ignored")}</autoarr-chip
                  >`
                : nothing
            }
          </span>
          <ha-icon class="turn" .icon=${"mdi:chevron-down"} aria-hidden="true"></ha-icon>
        </summary>
        <div class="body">${this.body(finding)}</div>
      </details>`;
  }

  private body(finding: FindingRow) {
    const host = hostOf(finding.source);
    return html`<p>${finding.reason}</p>
      <div class="row">
        <autoarr-chip>${finding.category_text}</autoarr-chip>
        ${
          finding.applicable
            ? html`<autoarr-chip tone=${finding.risk === "high" ? "warning" : "neutral"}
                >${t(`audit.risk.${finding.risk}`)}</autoarr-chip
              >`
            : html`<autoarr-chip icon="mdi:account-wrench-outline"
                >${t("audit.byhand")}</autoarr-chip
              >`
        }
      </div>
      <dl>
        <dt class="quiet">${t("audit.found")}</dt>
        <dd>${valueText(finding.found)}</dd>
        ${
          finding.wanted === null
            ? nothing
            : html`<dt class="quiet">${t("audit.wanted")}</dt>
                <dd>${valueText(finding.wanted)}</dd>`
        }
      </dl>
      ${
        finding.steps.length
          ? html`<div>
              <p class="quiet">${t("audit.steps")}</p>
              <ol>
                ${finding.steps.map((step) => html`<li>${step}</li>`)}
              </ol>
            </div>`
          : nothing
      }
      ${
        finding.ignored
          ? html`<p class="quiet">
              ${t("audit.ignored.why", { reason: finding.ignored.reason })}
              ${
                finding.ignored.until
                  ? t("audit.ignored.until", { until: dateTime(finding.ignored.until) })
                  : nothing
              }
              ${finding.ignored.by ? t("audit.by", { name: finding.ignored.by }) : nothing}
            </p>`
          : nothing
      }
      ${
        host
          ? html`<div>
              <a href=${finding.source} target="_blank" rel="noreferrer noopener"
                >${t("audit.source", { host })}</a
              >
            </div>`
          : nothing
      }
      <div class="row">
        ${
          mendable(finding)
            ? this.button("mend", "mdi:file-compare", t("audit.preview"), "filled")
            : nothing
        }
        ${
          finding.ignored
            ? this.button("unignore", "mdi:eye-outline", t("audit.unignore"))
            : this.button("ignore", "mdi:eye-off-outline", t("audit.ignore"))
        }
        ${
          this.explainable
            ? this.button("explain", "mdi:creation-outline", t("audit.explain"))
            : nothing
        }
      </div>`;
  }

  private button(wish: Wish, icon: string, text: string, kind: "filled" | "plain" = "plain") {
    return html`<autoarr-button
      kind=${kind}
      icon=${icon}
      ?busy=${this.busy && wish === "unignore"}
      @click=${() => {
        this.wish(wish);
      }}
      >${text}</autoarr-button
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-finding": AutoarrFinding;
  }
}
