/** What AutoArr would have done while it only reports, and the one button that lets it act. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { act, attempt } from "../../core/actions.js";
import type { HomeAssistant } from "../../core/hass.js";
import { ago, t, tc, tn } from "../../core/texts.js";
import { shared } from "../../core/styles.js";
import type { Failures } from "../../core/wire.js";
import "../../parts/button.js";
import "../../parts/dialog.js";

const SHOWN = 3;

@customElement("autoarr-dry-run")
export class AutoarrDryRun extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property({ attribute: false }) lines: Failures["would_have_done"] = [];
  @property({ type: Boolean }) admin = false;
  @state() private all = false;
  @state() private asking = false;
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 10px;
        border-inline-start: 4px solid var(--info-color, var(--primary-color));
      }
      ul {
        display: grid;
        gap: 8px;
        max-height: 50dvh;
        overflow: auto;
      }
      ul p {
        font-size: 0.9rem;
      }
    `,
  ];

  private async enable(): Promise<void> {
    const { hass } = this;
    this.asking = false;
    if (!hass) return;
    this.busy = true;
    await attempt(
      this,
      () => act(hass, "set_policy", { preset: "recommended" }),
      t("overview.dry_run.enabled"),
    );
    this.busy = false;
  }

  override render() {
    const shown = this.all ? this.lines : this.lines.slice(0, SHOWN);
    return html`<section class="card" aria-labelledby="heading">
        <h3 id="heading">${t("overview.dry_run")}</h3>
        <p>${t("overview.dry_run.text")}</p>
        ${shown.length ? this.list(shown) : html`<p class="quiet">${t("overview.dry_run.none")}</p>`}
        <div class="row">
          ${
            this.admin
              ? html`<autoarr-button
                  kind="filled"
                  icon="mdi:auto-fix"
                  ?busy=${this.busy}
                  @click=${() => {
                    this.asking = true;
                  }}
                  >${t("overview.dry_run.enable")}</autoarr-button
                >`
              : html`<p class="quiet">${t("overview.dry_run.admin")}</p>`
          }
          ${
            this.lines.length > SHOWN
              ? html`<autoarr-button
                  @click=${() => {
                    this.all = !this.all;
                  }}
                  >${
                    this.all ? t("overview.fewer") : tn("more", this.lines.length - SHOWN)
                  }</autoarr-button
                >`
              : nothing
          }
        </div>
      </section>
      ${this.question()}`;
  }

  private list(lines: Failures["would_have_done"]) {
    return html`<h4 class="unseen">${t("overview.dry_run.would")}</h4>
      <ul tabindex="0" aria-label=${t("overview.dry_run.would")}>
        ${lines.map(
          (line) =>
            html`<li>
              <strong class="break">${line.name}</strong>
              <span class="quiet">${ago(line.at)} · ${line.instance}</span>
              <p class="break">
                ${tc("overview.strategy", line.strategy)}${line.message ? `: ${line.message}` : ""}
              </p>
            </li>`,
        )}
      </ul>`;
  }

  private question() {
    return html`<autoarr-dialog
      heading=${t("overview.dry_run.enable")}
      .open=${this.asking}
      @closed=${() => {
        this.asking = false;
      }}
    >
      <p>${t("overview.dry_run.confirm")}</p>
      <autoarr-button
        slot="actions"
        @click=${() => {
          this.asking = false;
        }}
        >${t("cancel")}</autoarr-button
      >
      <autoarr-button slot="actions" kind="filled" @click=${() => void this.enable()}
        >${t("overview.dry_run.enable")}</autoarr-button
      >
    </autoarr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-dry-run": AutoarrDryRun;
  }
}
