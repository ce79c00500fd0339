/** What a person can have done about a failure: asked back where it cannot be taken back, busy while it runs. */
import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";
import { act, ask, attempt } from "../../core/actions.js";
import type { HomeAssistant } from "../../core/hass.js";
import { t, tc } from "../../core/texts.js";
import type { FailureRow, Question } from "../../core/wire.js";
import { titleOf } from "./queue-model.js";
import "../../parts/button.js";
import "../../parts/dialog.js";

/** An action about a failure; with a question it is the answer to that. */
export interface Deed {
  failure: FailureRow;
  action: string;
  question?: Question | undefined;
}

interface Host extends ReactiveControllerHost, EventTarget {
  hass?: HomeAssistant | undefined;
}

export const DEED_ICONS: Record<string, string> = {
  retry: "mdi:refresh",
  next_release: "mdi:skip-next-outline",
  lower_quality: "mdi:quality-low",
  force_import: "mdi:import",
  postpone_failure: "mdi:timer-sand",
  ignore_failure: "mdi:eye-off-outline",
  undo_recovery: "mdi:undo",
  proposed: "mdi:check",
  pause_queue: "mdi:pause",
  leave: "mdi:eye-off-outline",
};

const ASK_BACK = new Set([
  "next_release",
  "lower_quality",
  "force_import",
  "ignore_failure",
  "undo_recovery",
]);

export function deedLabel(action: string): string {
  return tc("overview.do", action);
}

export class DeedController implements ReactiveController {
  private asked: Deed | undefined;
  private readonly running = new Map<string, string>();

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.asked = undefined;
  }

  /** The action that runs for a failure or for the token of a question, "" when none does. */
  busy(id = ""): string {
    return this.running.get(id) ?? "";
  }

  /** Do it, or ask back first; an answer to a question was asked for already. */
  want(deed: Deed): void {
    const { failure, action, question } = deed;
    if (question) this.answer(question, action, failure.id);
    else if (ASK_BACK.has(action)) this.ask(deed);
    else this.act(deed);
  }

  /** Answer a question; `id` is what is busy meanwhile. */
  answer({ token, actions }: Question, action: string, id = token): void {
    const text = actions.find((offered) => offered.action === action)?.text ?? action;
    void this.run(id, action, text, (hass) => ask(hass, "answer", { token, action }));
  }

  private act({ failure: { id }, action }: Deed): void {
    void this.run(id, action, deedLabel(action), (hass) =>
      act(hass, action, { failure_id: id }),
    );
  }

  private ask(deed: Deed | undefined): void {
    this.asked = deed;
    this.host.requestUpdate();
  }

  private async run(
    id: string,
    action: string,
    label: string,
    work: (hass: HomeAssistant) => Promise<unknown>,
  ): Promise<void> {
    const { hass } = this.host;
    if (!hass || this.running.has(id)) return;
    this.running.set(id, action);
    this.host.requestUpdate();
    await attempt(this.host, () => work(hass), t("overview.under_way", { action: label }));
    this.running.delete(id);
    this.host.requestUpdate();
  }

  /** The question whether it is meant; belongs at the end of what the host renders. */
  dialog(): TemplateResult {
    const deed = this.asked;
    return html`<autoarr-dialog
      heading=${deed ? deedLabel(deed.action) : ""}
      .open=${deed !== undefined}
      @closed=${() => {
        this.ask(undefined);
      }}
    >
      <p class="break">
        <strong
          >${deed ? titleOf({ id: "", job: undefined, failure: deed.failure }) : ""}</strong
        >
      </p>
      <p>${deed ? tc("overview.confirm", deed.action) : ""}</p>
      <autoarr-button
        slot="actions"
        @click=${() => {
          this.ask(undefined);
        }}
        >${t("cancel")}</autoarr-button
      >
      <autoarr-button
        slot="actions"
        kind="filled"
        icon=${deed ? (DEED_ICONS[deed.action] ?? "") : ""}
        @click=${() => {
          this.ask(undefined);
          if (deed) this.act(deed);
        }}
        >${deed ? deedLabel(deed.action) : ""}</autoarr-button
      >
    </autoarr-dialog>`;
  }
}
