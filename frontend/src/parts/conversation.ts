/**
 * The conversation with AutoArr, for the page of requests and the card. `place` names it: what was said
 * there stays while the window lives. `curious` is for who may only ask how things are.
 */
import { LitElement, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { HomeAssistant } from "../core/hass.js";
import { shared } from "../core/styles.js";
import { t } from "../core/texts.js";
import type { Choice, RequestRow } from "../core/wire.js";
import { conversationStyles } from "./conversation-styles.js";
import { MOST_CHARS, agentOf, talkOf, type Line, type Talk } from "./talk.js";
import "./button.js";
import "./choices.js";
import "./notice.js";

@customElement("autoarr-conversation")
export class AutoarrConversation extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property() place = "panel";
  @property({ type: Boolean }) curious = false;
  @query(".log") private readonly log!: HTMLElement | null;
  @query("input") private readonly input!: HTMLInputElement | null;
  private talk: Talk = talkOf("panel");
  private unlisten: (() => void) | undefined;
  private seen: readonly Line[] = [];

  static override styles = [shared, conversationStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("place")) this.listen();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unlisten?.();
    this.unlisten = undefined;
  }

  private listen(): void {
    this.unlisten?.();
    this.talk = talkOf(this.place);
    this.unlisten = this.talk.listen(() => {
      this.requestUpdate();
    });
  }

  override updated(): void {
    const log = this.log;
    if (!log || this.seen === this.talk.lines) return;
    this.seen = this.talk.lines;
    log.scrollTop = log.scrollHeight;
  }

  private async say(text: string): Promise<void> {
    if (!this.hass || !text.trim() || this.talk.busy) return;
    if (text === this.talk.draft) this.talk.draft = "";
    this.input?.focus();
    await this.talk.say(this.hass, text);
  }

  private async press(what: (hass: HomeAssistant) => Promise<void>): Promise<void> {
    // The pressed button goes away; the keyboard stays in the conversation.
    this.input?.focus();
    if (this.hass) await what(this.hass);
  }

  override render() {
    if (!this.hass) return nothing;
    if (!agentOf(this.hass)) {
      return html`<autoarr-notice kind="warning" heading=${t("talk.no_agent.heading")}
        >${t("talk.no_agent.text")}</autoarr-notice
      >`;
    }
    const { lines, offers, busy, unsent } = this.talk;
    return html`
      <div class="log" role="log" aria-label=${t("talk.label")} tabindex="0">
        ${lines.length ? nothing : html`<p class="quiet">${t("talk.hello")}</p>`}
        ${repeat(
          lines,
          (line) => line.id,
          (line) =>
            html`<p class="line ${line.from}">
              <span class="unseen"
                >${t(line.from === "person" ? "talk.you" : "app_name")}: </span
              >${
                line.from === "failure"
                  ? html`<ha-icon
                      .icon=${"mdi:alert-circle-outline"}
                      aria-hidden="true"
                    ></ha-icon>`
                  : nothing
              }<span class="text break">${line.text}</span>
            </p>`,
        )}
      </div>
      <p class="thinking ${busy ? "quiet" : "unseen"}" role="status">
        ${
          busy
            ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${t(
                  "talk.thinking",
                )}`
            : nothing
        }
      </p>
      ${
        unsent === undefined
          ? nothing
          : html`<autoarr-button
              icon="mdi:refresh"
              @click=${() => void this.press((hass) => this.talk.again(hass))}
              >${t("failed.again")}</autoarr-button
            >`
      }
      ${offers.map((request) => this.offer(request, busy))}
      ${lines.length ? nothing : this.suggestions()} ${this.composer(busy)}
    `;
  }

  private offer(request: RequestRow, busy: boolean) {
    return html`<div class="offer">
      <autoarr-choices
        .hass=${this.hass}
        .request=${request}
        ?disabled=${busy}
        @chosen=${(event: CustomEvent<Choice>) =>
          void this.press((hass) => this.talk.choose(hass, event.detail))}
      ></autoarr-choices>
      <autoarr-button
        icon="mdi:close"
        ?disabled=${busy}
        @click=${() => void this.press((hass) => this.talk.decline(hass, request))}
        >${t("talk.none")}</autoarr-button
      >
    </div>`;
  }

  private suggestions() {
    const keys = ["talk.try_add", "talk.try_status", "talk.try_why"] as const;
    return html`<div class="row" role="group" aria-label=${t("talk.suggestions")}>
      ${keys
        .slice(this.curious ? 1 : 0)
        .map(
          (key) =>
            html`<autoarr-button @click=${() => void this.say(t(key))}
              >${t(key)}</autoarr-button
            >`,
        )}
    </div>`;
  }

  private composer(busy: boolean) {
    return html`<div class="composer">
      <input
        type="text"
        autocomplete="off"
        enterkeyhint="send"
        maxlength=${MOST_CHARS}
        aria-label=${t("talk.message")}
        placeholder=${t("talk.message")}
        .value=${this.talk.draft}
        @input=${(event: Event) => {
          this.talk.draft = (event.target as HTMLInputElement).value;
          this.requestUpdate();
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter" && !event.isComposing) void this.say(this.talk.draft);
        }}
      />
      <autoarr-button
        kind="filled"
        icon="mdi:send"
        label=${t("talk.send")}
        ?busy=${busy}
        ?disabled=${!this.talk.draft.trim()}
        @click=${() => void this.say(this.talk.draft)}
      ></autoarr-button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-conversation": AutoarrConversation;
  }
}
