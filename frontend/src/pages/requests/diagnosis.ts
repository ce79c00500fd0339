/** Why a title is not here: each link of the chain with its mark, asked for when this is drawn. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { act } from "../../core/actions.js";
import { wordsOf, type HomeAssistant } from "../../core/hass.js";
import { shared } from "../../core/styles.js";
import { t, tc } from "../../core/texts.js";
import "../../parts/button.js";
import "../../parts/notice.js";

interface Step {
  link: string;
  finding: "ok" | "broken" | "waiting" | "unknown" | "skipped";
  message: string;
  evidence: string[];
}

/** What `autoarr.diagnose` answers. */
interface Diagnosis {
  message: string;
  first_broken: string | null;
  steps: Step[];
}

const ICONS: Record<Step["finding"], string> = {
  ok: "mdi:check-circle-outline",
  broken: "mdi:close-circle-outline",
  waiting: "mdi:clock-outline",
  unknown: "mdi:help-circle-outline",
  skipped: "mdi:minus-circle-outline",
};

@customElement("autoarr-diagnosis")
export class AutoarrDiagnosis extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property() request = "";
  @state() private found: Diagnosis | undefined;
  @state() private error: unknown = undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .stack {
        gap: 8px;
      }
      li {
        display: flex;
        gap: 8px;
        padding: 4px 0;
      }
      ha-icon {
        --mdc-icon-size: 20px;
        flex: none;
        color: var(--secondary-text-color);
      }
      .ok ha-icon {
        color: var(--success-color);
      }
      .broken ha-icon {
        color: var(--error-color);
      }
      .waiting ha-icon,
      .unknown ha-icon {
        color: var(--warning-color);
      }
      .first {
        font-weight: 500;
      }
      summary {
        min-height: 40px;
        display: list-item;
        align-content: center;
        cursor: pointer;
        font-weight: 400;
      }
      .evidence {
        font-weight: 400;
        font-size: 0.9rem;
      }
    `,
  ];

  override firstUpdated(): void {
    void this.look();
  }

  private async look(): Promise<void> {
    if (!this.hass) return;
    this.error = undefined;
    try {
      this.found = await act<Diagnosis>(this.hass, "diagnose", { request_id: this.request });
    } catch (error) {
      this.error = error;
    }
  }

  override render() {
    if (this.error !== undefined) {
      return html`<autoarr-notice kind="error" heading=${t("failed.heading")}>
        <span class="break">${wordsOf(this.error)}</span>
        <autoarr-button @click=${() => void this.look()}>${t("failed.again")}</autoarr-button>
      </autoarr-notice>`;
    }
    const found = this.found;
    if (!found) {
      return html`<autoarr-notice
        kind="loading"
        heading=${t("diagnosis.looking")}
      ></autoarr-notice>`;
    }
    return html`<div class="stack">
      <p role="status" class="break">${found.message}</p>
      <ol aria-label=${t("diagnosis.steps")}>
        ${found.steps.map((step) => this.step(step, step.link === found.first_broken))}
      </ol>
    </div>`;
  }

  private step(step: Step, first: boolean) {
    return html`<li class="${step.finding} ${first ? "first" : ""}">
      <ha-icon .icon=${ICONS[step.finding]} aria-hidden="true"></ha-icon>
      <div class="grow break">
        <span class="unseen">${tc("diagnosis.finding", step.finding)}: </span>
        <span class=${step.finding === "skipped" ? "quiet" : ""}>${step.message}</span>
        ${
          step.evidence.length
            ? html`<details>
                <summary>${t("diagnosis.evidence")}</summary>
                <ul class="evidence quiet">
                  ${step.evidence.map((words) => html`<li>${words}</li>`)}
                </ul>
              </details>`
            : nothing
        }
      </div>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-diagnosis": AutoarrDiagnosis;
  }
}
