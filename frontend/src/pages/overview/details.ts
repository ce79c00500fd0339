/** The whole of one download or failure: what happened, what recovery does, its question and its buttons. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { bytes, dateTime, t, tc, tn } from "../../core/texts.js";
import { shared } from "../../core/styles.js";
import { Ticks } from "../../core/ticks.js";
import type { FailureRow, Question } from "../../core/wire.js";
import { DEED_ICONS, deedLabel, type Deed } from "./deeds.js";
import { badge, facts, nextTry } from "./job-words.js";
import { linkButton, linkStyles } from "./look.js";
import { progressOf, titleOf, type Entry } from "./queue-model.js";
import "../../parts/button.js";
import "../../parts/chip.js";
import "../../parts/dialog.js";
import "../../parts/progress.js";

@customElement("autoarr-details")
export class AutoarrDetails extends LitElement {
  @property({ type: Boolean }) open = false;
  /** What is shown; nothing where it is not there any more. */
  @property({ attribute: false }) entry: Entry | undefined;
  @property() base = "";
  @property() busy = "";
  /** How many failures an answer decides. */
  @property({ type: Number }) together = 1;
  protected readonly ticks = new Ticks(this);

  static override styles = [
    shared,
    linkStyles,
    css`
      .stack {
        gap: 14px;
      }
      section {
        display: grid;
        gap: 6px;
      }
      .question {
        border: 2px solid var(--warning-color);
        border-radius: 10px;
        padding: 12px;
      }
      ul {
        list-style: disc;
        padding-inline-start: 20px;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px 12px;
      }
      dt {
        color: var(--secondary-text-color);
      }
    `,
  ];

  private want(detail: Deed): void {
    this.dispatchEvent(new CustomEvent("deed", { detail, bubbles: true, composed: true }));
  }

  override render() {
    const { entry } = this;
    return html`<autoarr-dialog
      heading=${entry ? titleOf(entry) : t("overview.gone")}
      .open=${this.open}
      reading
    >
      ${entry ? this.content(entry) : html`<p>${t("overview.gone.text")}</p>`}
      ${entry?.failure ? this.buttons(entry.failure) : nothing}
    </autoarr-dialog>`;
  }

  /** The actions that the question does not offer already. */
  private buttons(failure: FailureRow) {
    const offered = new Set(failure.question?.actions.map(({ action }) => action));
    if (offered.has("leave")) offered.add("ignore_failure");
    return failure.actions
      .filter((action) => !offered.has(action))
      .map((action) => this.button({ failure, action }, deedLabel(action)));
  }

  private button(deed: Deed, label: string, first = false) {
    const { action, question } = deed;
    return html`<autoarr-button
      slot=${question ? nothing : "actions"}
      kind=${first ? "filled" : "plain"}
      icon=${DEED_ICONS[action] ?? ""}
      ?busy=${this.busy === action}
      ?disabled=${this.busy !== ""}
      @click=${() => {
        this.want(deed);
      }}
      >${label}</autoarr-button
    >`;
  }

  private content(entry: Entry) {
    const { job, failure } = entry;
    const { text, tone, icon } = badge(entry);
    const progress = progressOf(entry);
    const correlation = failure?.correlation ?? job?.correlation;
    return html`<div class="stack">
      <div class="row">
        <autoarr-chip tone=${tone} icon=${icon}>${text}</autoarr-chip>
        <span class="quiet">${facts(entry)}</span>
      </div>
      ${
        progress !== null
          ? html`<autoarr-progress
              value=${progress}
              label=${titleOf(entry)}
            ></autoarr-progress>`
          : nothing
      }
      ${failure ? this.failure(failure) : nothing} ${this.table(entry)}
      ${
        correlation
          ? html`<div>
              ${linkButton(
                `${this.base}/activity/${encodeURIComponent(correlation)}`,
                t("overview.whole_story"),
                "mdi:timeline-text-outline",
              )}
            </div>`
          : nothing
      }
    </div>`;
  }

  private failure(failure: FailureRow) {
    const next = nextTry(failure);
    return html`${failure.question ? this.question(failure, failure.question) : nothing}
      <section>
        <h3>${t("overview.what_happened")}</h3>
        <p>${failure.cause_text} · ${tc("overview.fault", failure.at_fault)}</p>
        ${
          failure.evidence.length
            ? html`<ul>
                ${failure.evidence.map((line) => html`<li class="break">${line}</li>`)}
              </ul>`
            : nothing
        }
      </section>
      <section>
        <h3>${t("overview.what_is_done")}</h3>
        <p class="break">
          ${tc("overview.story", failure.state)}${
            failure.strategy ? `: ${tc("overview.strategy", failure.strategy)}` : ""
          }
        </p>
        <p class="break">${failure.message ?? t("overview.nothing_done")}</p>
        ${next ? html`<p>${next} (${dateTime(failure.next_try ?? "")})</p>` : nothing}
        ${failure.tried ? html`<p>${tn("overview.tried", failure.tried)}</p>` : nothing}
      </section>`;
  }

  private question(failure: FailureRow, question: Question) {
    return html`<section class="question">
      <h3>${t("overview.what_now")}</h3>
      ${this.together > 1 ? html`<p>${tn("overview.together", this.together)}</p>` : nothing}
      <div class="row">
        ${question.actions.map(({ action, text }, index) =>
          this.button({ failure, action, question }, text, index === 0),
        )}
      </div>
    </section>`;
  }

  private table({ job, failure }: Entry) {
    const name = job?.name ?? failure?.name;
    const rows: [string, string | null | undefined][] = [
      [t("overview.name"), name],
      [t("overview.size"), job?.size_bytes ? bytes(job.size_bytes) : null],
      [t("overview.category"), job?.category],
      [t("overview.failed_at"), failure && dateTime(failure.failed_at)],
      [t("overview.marks"), job?.marks.map((mark) => tc("overview.mark", mark)).join(" ")],
    ];
    return html`<dl>
      ${rows.map(([label, value]) =>
        value
          ? html`<dt>${label}</dt>
              <dd class="break">${value}</dd>`
          : nothing,
      )}
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-details": AutoarrDetails;
  }
}
