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
import type { FailureRow } from "../../core/wire.js";
import { titleOf } from "./queue-model.js";
import "../../parts/button.js";
import "../../parts/dialog.js";

/** An action about a failure; with a token it is the answer to the question that waits. */
export interface Deed {
  failure: FailureRow;
  action: string;
  token?: string;
}

interface Host extends ReactiveControllerHost, EventTarget {
  hass?: HomeAssistant | undefined;
}

export const DEED_ICONS: Record<string, string> = {
  retry: "mdi:refresh",
  next_release: "mdi:skip-next-outline",
  lower_quality: "mdi:quality-low",
  force_import: "mdi:import",
  wait: "mdi:timer-sand",
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

  /** The action that runs for a failure, "" when none does. */
  busy(failure: FailureRow | undefined): string {
    return failure ? (this.running.get(failure.id) ?? "") : "";
  }

  /** Do it, or ask back first; an answer to a question was asked for already. */
  want(deed: Deed): void {
    if (deed.token !== undefined || !ASK_BACK.has(deed.action)) void this.run(deed);
    else this.ask(deed);
  }

  private ask(deed: Deed | undefined): void {
    this.asked = deed;
    this.host.requestUpdate();
  }

  private async run({ failure, action, token }: Deed): Promise<void> {
    const { hass } = this.host;
    if (!hass || this.running.has(failure.id)) return;
    this.running.set(failure.id, action);
    this.host.requestUpdate();
    await attempt(
      this.host,
      () =>
        token === undefined
          ? act(hass, action, { failure_id: failure.id })
          : ask(hass, "answer", { token, action }),
      t("overview.under_way", { action: deedLabel(action) }),
    );
    this.running.delete(failure.id);
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
        >${t("overview.cancel")}</autoarr-button
      >
      <autoarr-button
        slot="actions"
        kind="filled"
        icon=${deed ? (DEED_ICONS[deed.action] ?? "") : ""}
        @click=${() => {
          this.ask(undefined);
          if (deed) void this.run(deed);
        }}
        >${deed ? deedLabel(deed.action) : ""}</autoarr-button
      >
    </autoarr-dialog>`;
  }
}
