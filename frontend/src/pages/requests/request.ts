/** One request: what, for whom, how far, the steps it has passed, and what can be done about it. */
import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { act, attempt, say } from "../../core/actions.js";
import type { HomeAssistant } from "../../core/hass.js";
import { shared, tones } from "../../core/styles.js";
import { dateTime, number, t } from "../../core/texts.js";
import type { Choice, RequestRow } from "../../core/wire.js";
import { mediaIcon } from "../../parts/choices.js";
import type { Answered } from "../../parts/talk.js";
import { linkButton, linkStyles } from "../overview/look.js";
import { deeds, lookOf, type Deed, type Me } from "./model.js";
import { requestStyles } from "./request-styles.js";
import "../../parts/button.js";
import "../../parts/chip.js";
import "../../parts/choices.js";
import "../../parts/dialog.js";
import "../../parts/poster.js";
import "../../parts/progress.js";
import "./diagnosis.js";

const BUTTONS: Record<Deed, { icon: string; kind: "filled" | "plain" }> = {
  approve: { icon: "mdi:check", kind: "filled" },
  deny: { icon: "mdi:close", kind: "plain" },
  cancel: { icon: "mdi:cancel", kind: "plain" },
};

@customElement("autoarr-request")
export class AutoarrRequest extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property({ attribute: false }) row?: RequestRow;
  @property({ attribute: false }) me?: Me;
  @property() base = "";
  /** A link points to it. */
  @property({ type: Boolean, reflect: true }) linked = false;
  @state() private busy = "";
  @state() private why = false;
  /** The question that was asked last, and whether it still stands. */
  @state() private question: "deny" | "cancel" | undefined;
  @state() private asking = false;
  @state() private reason = "";
  @query("h3") private readonly heading!: HTMLElement | null;

  static override styles = [shared, linkStyles, requestStyles, tones];

  override focus(): void {
    this.heading?.focus();
  }

  private async run(action: string, data: Record<string, unknown>): Promise<void> {
    const hass = this.hass;
    if (!hass || this.busy) return;
    this.busy = action;
    await attempt(this, async () => {
      // A refusal is an answer too, in words.
      say(this, (await act<Answered>(hass, action, data)).message);
    });
    this.busy = "";
    this.dispatchEvent(new CustomEvent("decided"));
  }

  private press(deed: Deed, id: string): void {
    if (deed === "approve") {
      void this.run(deed, { request_id: id });
      return;
    }
    this.question = deed;
    this.asking = true;
    this.reason = "";
  }

  private answer(deed: "deny" | "cancel", id: string): void {
    this.asking = false;
    const reason = this.reason.trim();
    void this.run(deed, { request_id: id, ...(deed === "deny" && reason ? { reason } : {}) });
  }

  override render() {
    const { row, me } = this;
    if (!row || !me) return nothing;
    const { icon, tone } = lookOf(row.state);
    return html`
      <article class="card" aria-labelledby="title">
        <div class="head">
          <autoarr-poster
            .hass=${this.hass}
            .poster=${row.poster}
            .icon=${mediaIcon(row.media_type)}
          ></autoarr-poster>
          <div class="grow">
            <h3 id="title" class="break" tabindex="-1">${row.title}</h3>
            <p class="quiet break">${this.about(row)}</p>
            <autoarr-chip .tone=${tone} .icon=${icon}>${row.state_text}</autoarr-chip>
          </div>
        </div>
        ${
          row.open && row.progress !== null
            ? html`<div class="progress">
                <autoarr-progress
                  .value=${row.progress}
                  .label=${t("requests.progress", { title: row.title })}
                ></autoarr-progress>
                <span aria-hidden="true">${number(row.progress)} %</span>
              </div>`
            : nothing
        }
        ${row.note ? html`<p class="break">${row.note}</p>` : nothing}
        ${
          row.choices.length
            ? html`<autoarr-choices
                .hass=${this.hass}
                .request=${row}
                ?disabled=${this.busy !== ""}
                @chosen=${(event: CustomEvent<Choice>) =>
                  void this.run("confirm", { token: event.detail.token })}
              ></autoarr-choices>`
            : nothing
        }
        ${this.steps(row)} ${this.buttons(row, me)}
        ${
          this.why
            ? html`<autoarr-diagnosis .hass=${this.hass} request=${row.id}></autoarr-diagnosis>`
            : nothing
        }
      </article>
      ${this.question ? this.dialog(this.question, row) : nothing}
    `;
  }

  private about(row: RequestRow): string {
    const who = row.mine
      ? t("requests.by_you")
      : row.requester_name && t("requests.by", { name: row.requester_name });
    return [who, dateTime(row.created), row.quality, row.instance].filter(Boolean).join(" · ");
  }

  private steps(row: RequestRow) {
    // A first step alone is said by the state already.
    if (row.history.length < 2) return nothing;
    return html`<details ?open=${row.open || this.linked}>
      <summary>${t("requests.steps")}</summary>
      <ol>
        ${row.history.map((step, index) => {
          const last = index === row.history.length - 1;
          const { icon, tone } = lookOf(step.state);
          return html`<li class=${last ? tone : ""} aria-current=${last ? "step" : nothing}>
            <ha-icon .icon=${last ? icon : "mdi:check"} aria-hidden="true"></ha-icon>
            <span class="break">${step.state_text}</span>
            <time class="quiet" datetime=${step.at}>${dateTime(step.at)}</time>
          </li>`;
        })}
      </ol>
    </details>`;
  }

  private buttons(row: RequestRow, me: Me) {
    return html`<div class="row">
      ${deeds(row, me).map(
        (deed) =>
          html`<autoarr-button
            .kind=${BUTTONS[deed].kind}
            .icon=${BUTTONS[deed].icon}
            ?busy=${this.busy === deed}
            ?disabled=${this.busy !== ""}
            @click=${() => {
              this.press(deed, row.id);
            }}
            >${t(`requests.${deed}`)}</autoarr-button
          >`,
      )}
      <autoarr-button
        icon="mdi:help-circle-outline"
        .pressed=${this.why}
        @click=${() => {
          this.why = !this.why;
        }}
        >${t("requests.why")}</autoarr-button
      >
      ${
        row.correlation
          ? linkButton(
              `${this.base}/activity/${encodeURIComponent(row.correlation)}`,
              t("requests.story"),
              "mdi:timeline-text-outline",
            )
          : nothing
      }
    </div>`;
  }

  private dialog(deed: "deny" | "cancel", row: RequestRow) {
    return html`<autoarr-dialog
      .heading=${t(`requests.${deed}_heading`, { title: row.title })}
      .open=${this.asking}
      @closed=${() => {
        this.asking = false;
      }}
    >
      ${
        deed === "cancel"
          ? html`<p>${t("requests.cancel_text")}</p>`
          : html`<label
              >${t("requests.reason")}
              <input
                type="text"
                maxlength="200"
                .value=${this.reason}
                @input=${(event: Event) => {
                  this.reason = (event.target as HTMLInputElement).value;
                }}
            /></label>`
      }
      <autoarr-button
        slot="actions"
        @click=${() => {
          this.asking = false;
        }}
        >${t("requests.leave")}</autoarr-button
      >
      <autoarr-button
        slot="actions"
        kind="danger"
        @click=${() => {
          this.answer(deed, row.id);
        }}
        >${t(`requests.${deed}`)}</autoarr-button
      >
    </autoarr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-request": AutoarrRequest;
  }
}
