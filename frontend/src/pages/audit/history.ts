/** What AutoArr changed, with undo, and what was different from one audit to the next. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { act } from "../../core/actions.js";
import { wordsOf, type HomeAssistant } from "../../core/hass.js";
import { shared } from "../../core/styles.js";
import { dateTime, t } from "../../core/texts.js";
import type { ChangeRow, DriftRow, EditRow } from "../../core/wire.js";
import type { Tone } from "../../parts/chip.js";
import "../../parts/button.js";
import "../../parts/chip.js";
import "../../parts/dialog.js";
import "../../parts/notice.js";
import "./edits.js";

const FEW = 10;
const TONES: Record<string, Tone> = { applied: "good", stuck: "bad", reverted: "warning" };

@customElement("autoarr-audit-history")
export class AutoarrAuditHistory extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  /** Both newest first. */
  @property({ attribute: false }) changes: readonly ChangeRow[] = [];
  @property({ attribute: false }) drift: readonly DriftRow[] = [];
  @state() private shown = { changes: FEW, drift: FEW };
  @state() private undoing: ChangeRow | null = null;
  @state() private busy = false;
  /** What came of it: nothing yet, that it went well (""), or why it did not. */
  @state() private outcome: string | null = null;

  static override styles = [
    shared,
    css`
      :host,
      .list {
        display: grid;
        gap: 16px;
        grid-template-columns: minmax(0, 1fr);
      }
      .list {
        gap: 0;
      }
      li + li {
        border-block-start: 1px solid var(--divider-color);
      }
      summary {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        min-height: 48px;
        padding-block: 8px;
        cursor: pointer;
      }
      summary::marker {
        content: "";
      }
      .wide {
        flex: 1 1 200px;
      }
      .body {
        display: grid;
        gap: 12px;
        padding-block-end: 16px;
      }
      .about {
        margin-block: 4px 8px;
      }
    `,
  ];

  private async undo(change: ChangeRow): Promise<void> {
    const { hass } = this;
    if (!hass || this.busy) return;
    this.busy = true;
    try {
      await act(hass, "undo_change", { change_id: change.id });
      this.outcome = "";
    } catch (error) {
      this.outcome = wordsOf(error);
    }
    this.busy = false;
  }

  override render() {
    return html`<section class="card">
        <h2>${t("audit.changes")}</h2>
        ${
          this.changes.length
            ? this.list("changes", this.changes, (one) => this.change(one))
            : html`<p class="quiet">${t("audit.changes.none")}</p>`
        }
      </section>
      <section class="card">
        <h2>${t("audit.drift")}</h2>
        <p class="quiet about">${t("audit.drift.about")}</p>
        ${
          this.drift.length
            ? this.list("drift", this.drift, (one) => this.drifted(one))
            : html`<p>${t("audit.drift.none")}</p>`
        }
      </section>
      ${this.question()}`;
  }

  private list<R>(which: "changes" | "drift", rows: readonly R[], row: (one: R) => unknown) {
    const shown = this.shown[which];
    return html`<ul class="list">
        ${rows.slice(0, shown).map((one) => html`<li>${row(one)}</li>`)}
      </ul>
      ${
        rows.length > shown
          ? html`<autoarr-button
              @click=${() => {
                this.shown = { ...this.shown, [which]: shown + 50 };
              }}
              >${t("audit.more")}</autoarr-button
            >`
          : nothing
      }`;
  }

  private change(change: ChangeRow) {
    return html`<details>
      <summary>
        <span class="wide break">${change.titles.join(", ") || change.name}</span>
        <span class="quiet">${change.name} · ${dateTime(change.at)}</span>
        <autoarr-chip tone=${TONES[change.state] ?? "neutral"}
          >${change.state_text}</autoarr-chip
        >
      </summary>
      <div class="body">
        ${change.by ? html`<p class="quiet">${t("audit.by", { name: change.by })}</p>` : nothing}
        ${change.detail ? html`<p class="break">${change.detail}</p>` : nothing}
        <autoarr-edits .edits=${change.edits}></autoarr-edits>
        ${
          change.undoable
            ? html`<div>
                <autoarr-button
                  icon="mdi:undo-variant"
                  @click=${() => {
                    this.outcome = null;
                    this.undoing = change;
                  }}
                  >${t("audit.undo")}</autoarr-button
                >
              </div>`
            : nothing
        }
      </div>
    </details>`;
  }

  private drifted(drift: DriftRow) {
    return html`<details>
      <summary>
        <span class="wide break">${drift.name}: ${drift.path || drift.document}</span>
        <span class="quiet">${dateTime(drift.at)}</span>
        <autoarr-chip
          icon=${drift.author === "autoarr" ? "mdi:robot-outline" : "mdi:account-question-outline"}
          >${t(drift.author === "autoarr" ? "app_name" : "audit.author.somebody")}</autoarr-chip
        >
      </summary>
      <div class="body"><autoarr-edits .edits=${[drift]}></autoarr-edits></div>
    </details>`;
  }

  private question() {
    const { undoing: change, outcome } = this;
    const back: EditRow[] =
      change?.edits.map((edit) => ({ ...edit, before: edit.after, after: edit.before })) ?? [];
    return html`<autoarr-dialog
      .open=${change !== null}
      heading=${t("audit.undo.heading")}
      @closed=${() => {
        this.undoing = null;
      }}
    >
      <div class="stack" aria-live="polite">
        ${
          outcome === null
            ? html`<p>${t("audit.undo.about")}</p>
                <h3 class="break">${change?.name}</h3>
                <autoarr-edits .edits=${back}></autoarr-edits>`
            : outcome
              ? html`<autoarr-notice kind="error" heading=${t("audit.undo.failed")}
                  >${outcome}</autoarr-notice
                >`
              : html`<autoarr-notice
                  icon="mdi:check-circle-outline"
                  heading=${t("audit.undo.done")}
                ></autoarr-notice>`
        }
      </div>
      <autoarr-button
        slot="actions"
        @click=${() => {
          this.undoing = null;
        }}
        >${t("close")}</autoarr-button
      >
      ${
        outcome === null && change
          ? html`<autoarr-button
              slot="actions"
              kind="filled"
              ?busy=${this.busy}
              @click=${() => void this.undo(change)}
              >${t("audit.undo.do")}</autoarr-button
            >`
          : nothing
      }
    </autoarr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-audit-history": AutoarrAuditHistory;
  }
}
