/** Shows exactly what mending findings would write, writes it after a yes, and says what became of it. */
import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { act, say } from "../../core/actions.js";
import { wordsOf, type HomeAssistant } from "../../core/hass.js";
import { shared } from "../../core/styles.js";
import { t, tn } from "../../core/texts.js";
import type { ChangeApplied, ChangePreview, FindingRow } from "../../core/wire.js";
import "../../parts/button.js";
import "../../parts/dialog.js";
import "../../parts/notice.js";
import "../../parts/progress.js";
import "./edits.js";

type Stage =
  | { is: "reading" | "writing" }
  | { is: "shown"; preview: ChangePreview }
  | { is: "failed"; words: string }
  | { is: "done"; applied: ChangeApplied };

@customElement("autoarr-change-dialog")
export class AutoarrChangeDialog extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  /** What is to be mended; none: the dialog is closed. */
  @property({ attribute: false }) findings: readonly FindingRow[] = [];
  @state() private stage: Stage = { is: "reading" };
  private turn = 0;

  static override styles = [
    shared,
    css`
      section + section {
        margin-block-start: 20px;
      }
      h3 {
        margin-block-end: 8px;
      }
      ul.titles {
        list-style: disc;
        padding-inline-start: 20px;
      }
      .stack {
        gap: 12px;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("findings") && this.findings.length) void this.read();
  }

  private get keys(): string[] {
    return this.findings.map((finding) => finding.id);
  }

  private async read(): Promise<void> {
    await this.through({ is: "reading" }, async (hass) => ({
      is: "shown",
      preview: await act<ChangePreview>(hass, "preview_change", { finding_keys: this.keys }),
    }));
  }

  private async write({ fingerprint }: ChangePreview): Promise<void> {
    await this.through({ is: "writing" }, async (hass) => {
      const data = { finding_keys: this.keys, fingerprint };
      const applied = await act<ChangeApplied>(hass, "apply_change", data);
      this.dispatchEvent(new CustomEvent("applied"));
      return { is: "done", applied };
    });
  }

  /** Goes from one stage to the next, unless meanwhile something else is shown or the dialog was closed. */
  private async through(
    meanwhile: Stage,
    work: (hass: HomeAssistant) => Promise<Stage>,
  ): Promise<void> {
    const { hass } = this;
    if (!hass) return;
    const turn = ++this.turn;
    this.stage = meanwhile;
    let next: Stage;
    try {
      next = await work(hass);
    } catch (error) {
      next = { is: "failed", words: wordsOf(error) };
    }
    const here = turn === this.turn && this.findings.length;
    if (here) this.stage = next;
    else if (meanwhile.is === "writing") say(this, outcome(next));
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent("closed"));
  }

  override render() {
    const { stage } = this;
    return html`<autoarr-dialog
      .open=${this.findings.length > 0}
      heading=${t(stage.is === "done" ? "audit.change.done" : "audit.change.heading")}
    >
      <div class="stack" aria-live="polite" aria-busy=${String(isBusy(stage))}>
        ${this.content(stage)}
      </div>
      ${this.actions(stage)}
    </autoarr-dialog>`;
  }

  private content(stage: Stage) {
    switch (stage.is) {
      case "reading":
      case "writing": {
        const words = t(`audit.change.${stage.is}`);
        return html`<p>${words}</p>
          <autoarr-progress label=${words}></autoarr-progress>`;
      }
      case "failed":
        return html`<autoarr-notice kind="error" heading=${t("audit.change.failed")}
          >${stage.words}</autoarr-notice
        >`;
      case "shown":
        return this.preview(stage.preview);
      case "done":
        return this.result(stage.applied);
    }
  }

  private preview({ services }: ChangePreview) {
    if (!services.some((one) => one.edits.length)) {
      return html`<autoarr-notice
        icon="mdi:check-circle-outline"
        heading=${t("audit.change.nothing")}
      ></autoarr-notice>`;
    }
    const risky = this.findings.filter((finding) => finding.risk === "high");
    return html`<p>${t("audit.change.about")}</p>
      ${
        risky.length
          ? html`<autoarr-notice kind="warning" heading=${t("audit.change.risk")}>
              <ul class="titles">
                ${risky.map((finding) => html`<li>${finding.title}</li>`)}
              </ul>
            </autoarr-notice>`
          : nothing
      }
      <div>
        ${services.map(
          (one) =>
            html`<section>
              <h3 class="break">${one.service}</h3>
              <autoarr-edits .edits=${one.edits}></autoarr-edits>
            </section>`,
        )}
      </div>`;
  }

  private result({ changes, refused }: ChangeApplied) {
    return html`${changes.map(
      (change) =>
        html`<autoarr-notice kind="info" icon="mdi:check" heading=${change.service}>
          ${tn("audit.change.held", change.edits.length)} ${change.detail}
        </autoarr-notice>`,
    )}
    ${refused.map(
      (one) =>
        html`<autoarr-notice kind="error" heading=${one.service}
          >${one.message}</autoarr-notice
        >`,
    )}`;
  }

  private actions(stage: Stage) {
    const shown = stage.is === "shown" ? stage.preview : null;
    const writes = shown?.services.some((one) => one.edits.length) ?? false;
    return html`<autoarr-button
        slot="actions"
        @click=${() => {
          this.close();
        }}
        >${t(shown && writes ? "cancel" : "close")}</autoarr-button
      >
      ${
        stage.is === "failed"
          ? html`<autoarr-button slot="actions" kind="filled" @click=${() => void this.read()}
              >${t("audit.change.again")}</autoarr-button
            >`
          : nothing
      }
      ${
        shown && writes
          ? html`<autoarr-button
              slot="actions"
              kind="filled"
              icon="mdi:content-save-edit-outline"
              @click=${() => void this.write(shown)}
              >${t("audit.change.apply")}</autoarr-button
            >`
          : nothing
      }`;
  }
}

function isBusy(stage: Stage): boolean {
  return stage.is === "reading" || stage.is === "writing";
}

/** What became of it in a line, for when the dialog is gone. */
function outcome(stage: Stage): string {
  if (stage.is === "failed") return stage.words;
  if (stage.is !== "done") return "";
  const { changes, refused } = stage.applied;
  const edits = changes.reduce((sum, change) => sum + change.edits.length, 0);
  return [
    tn("audit.change.held", edits),
    ...refused.map((one) => `${one.service}: ${one.message}`),
  ].join(" ");
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-change-dialog": AutoarrChangeDialog;
  }
}
