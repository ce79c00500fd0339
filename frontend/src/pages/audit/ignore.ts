/** Asks why, and until when, a finding is to be ignored. */
import { LitElement, css, html, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { act, attempt } from "../../core/actions.js";
import type { HomeAssistant } from "../../core/hass.js";
import { shared } from "../../core/styles.js";
import { t } from "../../core/texts.js";
import type { FindingRow } from "../../core/wire.js";
import { tomorrow } from "./logic.js";
import "../../parts/button.js";
import "../../parts/dialog.js";

@customElement("autoarr-ignore-dialog")
export class AutoarrIgnoreDialog extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  /** None: the dialog is closed. */
  @property({ attribute: false }) finding: FindingRow | null = null;
  @state() private reason = "";
  @state() private until = "";
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      .stack {
        gap: 12px;
      }
      label {
        display: grid;
        gap: 4px;
      }
      input {
        width: 100%;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("finding") || !this.finding) return;
    this.reason = "";
    this.until = "";
  }

  private async ignore(): Promise<void> {
    const { hass, finding, until } = this;
    const reason = this.reason.trim();
    if (!hass || !finding || !reason || this.busy) return;
    this.busy = true;
    const data = {
      finding_key: finding.id,
      reason,
      ...(until ? { until: `${until} 00:00:00` } : {}),
    };
    const well = await attempt(
      this,
      () => act(hass, "ignore_finding", data),
      t("audit.ignored.done"),
    );
    this.busy = false;
    if (well) this.close();
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent("closed"));
  }

  override render() {
    return html`<autoarr-dialog
      .open=${this.finding !== null}
      heading=${t("audit.ignore.heading")}
    >
      <form
        class="stack"
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.ignore();
        }}
      >
        <p class="break">${this.finding?.title}</p>
        <p class="quiet">${t("audit.ignore.about")}</p>
        <label>
          ${t("audit.ignore.reason")}
          <input
            type="text"
            required
            maxlength="500"
            autocomplete="off"
            .value=${this.reason}
            @input=${(event: Event) => {
              this.reason = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
        <label>
          ${t("audit.ignore.until")}
          <input
            type="date"
            min=${tomorrow()}
            .value=${this.until}
            @change=${(event: Event) => {
              this.until = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
      </form>
      <autoarr-button
        slot="actions"
        @click=${() => {
          this.close();
        }}
        >${t("cancel")}</autoarr-button
      >
      <autoarr-button
        slot="actions"
        kind="filled"
        ?busy=${this.busy}
        ?disabled=${!this.reason.trim()}
        @click=${() => void this.ignore()}
        >${t("audit.ignore.do")}</autoarr-button
      >
    </autoarr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-ignore-dialog": AutoarrIgnoreDialog;
  }
}
