/** What the app's model says about findings, marked as a model's words. */
import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { act } from "../../core/actions.js";
import { wordsOf, type HomeAssistant } from "../../core/hass.js";
import { shared } from "../../core/styles.js";
import { t } from "../../core/texts.js";
import type { FindingsExplained } from "../../core/wire.js";
import "../../parts/button.js";
import "../../parts/dialog.js";
import "../../parts/notice.js";
import "../../parts/progress.js";

@customElement("autoarr-words-dialog")
export class AutoarrWordsDialog extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  /** The findings that are to be explained; nothing: the dialog is closed. */
  @property({ attribute: false }) keys: readonly string[] | null = null;
  @state() private said: FindingsExplained | undefined;
  @state() private failed = "";
  private turn = 0;

  static override styles = [
    shared,
    css`
      .stack {
        gap: 12px;
      }
      li {
        border-inline-start: 3px solid var(--divider-color);
        padding-inline-start: 12px;
      }
      .words {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("keys") && this.keys) void this.listen(this.keys);
  }

  private async listen(keys: readonly string[]): Promise<void> {
    const { hass } = this;
    if (!hass) return;
    const turn = ++this.turn;
    this.said = undefined;
    this.failed = "";
    try {
      const said = await act<FindingsExplained>(hass, "explain_findings", {
        ...(keys.length ? { finding_keys: keys } : {}),
        language: hass.language,
      });
      if (turn === this.turn) this.said = said;
    } catch (error) {
      if (turn === this.turn) this.failed = wordsOf(error);
    }
  }

  override render() {
    const { said, failed } = this;
    const thinking = !said && !failed;
    return html`<autoarr-dialog .open=${this.keys !== null} heading=${t("audit.words.heading")}>
      <div class="stack" aria-live="polite" aria-busy=${String(thinking)}>
        ${
          thinking
            ? html`<p>${t("audit.words.thinking")}</p>
                <autoarr-progress label=${t("audit.words.thinking")}></autoarr-progress>`
            : nothing
        }
        ${
          failed
            ? html`<autoarr-notice kind="error" heading=${t("audit.words.failed")}
                >${failed}</autoarr-notice
              >`
            : nothing
        }
        ${
          said
            ? html`<autoarr-notice kind="info" icon="mdi:creation-outline"
                  >${t("audit.words.about", { model: said.model })}</autoarr-notice
                >
                <ol class="stack">
                  ${said.explanations.map(
                    (one) =>
                      html`<li>
                        <h3 class="break">${one.title}</h3>
                        <p class="words">${one.explanation ?? t("audit.words.none")}</p>
                      </li>`,
                  )}
                </ol>`
            : nothing
        }
      </div>
      <autoarr-button
        slot="actions"
        @click=${() => {
          this.dispatchEvent(new CustomEvent("closed"));
        }}
        >${t("close")}</autoarr-button
      >
    </autoarr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-words-dialog": AutoarrWordsDialog;
  }
}
