/** A part of the settings: what it is given, and how it does what a person asks for. */
import { LitElement, html } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { attempt } from "../../core/actions.js";
import type { HomeAssistant } from "../../core/hass.js";
import { t } from "../../core/texts.js";
import { sectionStyles } from "./styles.js";
import "../../parts/button.js";
import "../../parts/dialog.js";

export interface Question {
  heading: string;
  text: string;
  yes: string;
  work: (hass: HomeAssistant) => Promise<unknown>;
}

export abstract class Section extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  /** What is being done; empty when nothing is. */
  @state() protected busy = "";
  @state() protected asked: Question | null = null;

  static override styles = sectionStyles;

  /** Does something unless something is being done; says how it went, and draws what holds now. */
  protected async do(
    name: string,
    work: (hass: HomeAssistant) => Promise<unknown>,
    done = t("settings.saved"),
  ): Promise<boolean> {
    const { hass } = this;
    if (!hass || this.busy) return false;
    this.busy = name;
    const well = await attempt(this, () => work(hass), done);
    this.busy = "";
    return well;
  }

  /** A choice that is saved at once. */
  protected choice(
    id: string,
    value: string,
    names: Iterable<readonly [string, string]>,
    save: (value: string) => Promise<unknown>,
  ) {
    return html`<select
      id=${id}
      @change=${(event: Event) => {
        void save((event.target as HTMLSelectElement).value).then(() => {
          this.requestUpdate();
        });
      }}
    >
      ${[...names].map(
        ([one, words]) =>
          html`<option value=${one} .selected=${live(one === value)}>${words}</option>`,
      )}
    </select>`;
  }

  /** The question that is asked before something is done. */
  protected question() {
    const { asked } = this;
    return html`<autoarr-dialog
      .open=${asked !== null}
      heading=${asked?.heading ?? ""}
      @closed=${() => {
        this.asked = null;
      }}
    >
      <p class="break">${asked?.text}</p>
      <autoarr-button
        slot="actions"
        @click=${() => {
          this.asked = null;
        }}
        >${t("cancel")}</autoarr-button
      >
      <autoarr-button
        slot="actions"
        kind="filled"
        ?busy=${this.busy === "question"}
        @click=${async () => {
          if (asked && (await this.do("question", asked.work))) this.asked = null;
        }}
        >${asked?.yes}</autoarr-button
      >
    </autoarr-dialog>`;
  }
}
