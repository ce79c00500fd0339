/** What recovery may do by itself, and who replaces failed releases. */
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { act, ask, say } from "../../core/actions.js";
import { t } from "../../core/texts.js";
import type { Overview, ServiceRow, Settings } from "../../core/wire.js";
import { Section } from "./section.js";
import "../../parts/chip.js";

type Preset = "recommended" | "report";

@customElement("autoarr-settings-recovery")
export class AutoarrSettingsRecovery extends Section {
  @property({ attribute: false }) settings?: Settings;
  @property({ attribute: false }) services: ReadonlyMap<string, ServiceRow> = new Map();
  @property() policy: Overview["policy"] = "custom";

  override render() {
    const { settings } = this;
    if (!settings) return nothing;
    return html`<div class="stack">
        <section class="card">
          <h2>${t("settings.policies")}</h2>
          <p class="quiet about">${t("settings.policies.about")}</p>
          <div class="row" role="group" aria-label=${t("settings.presets")}>
            ${this.preset("recommended", this.policy === "recommended")}
            ${this.preset("report", this.policy === "dry_run")}
          </div>
          ${settings.policies.map((one) => this.strategy(one, settings.policy_names))}
        </section>
        ${settings.modes.length ? this.modes(settings.modes) : nothing}
      </div>
      ${this.question()}`;
  }

  private preset(preset: Preset, now: boolean) {
    const name = t(`settings.preset.${preset}`);
    return html`<autoarr-button
      .pressed=${now}
      kind=${now ? "filled" : "plain"}
      @click=${() => {
        if (now) return;
        this.asked = {
          heading: name,
          text: t(`settings.preset.${preset}.about`),
          yes: t("settings.set"),
          work: (hass) => ask(hass, "settings/set_policies", { preset }),
        };
      }}
      >${name}</autoarr-button
    >`;
  }

  private strategy(
    { strategy, strategy_text, about, policy }: Settings["policies"][number],
    names: Record<string, string>,
  ) {
    return html`<div class="item">
      <label for=${strategy}> ${strategy_text}<br /><span class="quiet">${about}</span> </label>
      ${this.choice(strategy, policy, Object.entries(names), (value) =>
        this.do(strategy, (hass) =>
          ask(hass, "settings/set_policies", { policies: { [strategy]: value } }),
        ),
      )}
    </div>`;
  }

  private modes(modes: Settings["modes"]) {
    return html`<section class="card">
      <h2>${t("settings.modes")}</h2>
      <p class="quiet about">${t("settings.modes.about")}</p>
      ${modes.map((one) => this.mode(one))}
    </section>`;
  }

  private mode({ instance, name, mode, about }: Settings["modes"][number]) {
    const next = mode === "manage" ? "assist" : "manage";
    const device = this.services.get(instance)?.device_id;
    return html`<div class="item">
      <div class="words">${name}<br /><span class="quiet">${about}</span></div>
      <autoarr-button
        ?disabled=${!device}
        @click=${() => {
          this.asked = {
            heading: t(`settings.mode.${next}.heading`, { name }),
            text: t(`settings.mode.${next}`, { name }),
            yes: t(`settings.mode.${next}.do`),
            work: async (hass) => {
              const data = { device_id: device, mode: next };
              const { conflicts } = await act<{ conflicts: string[] }>(hass, "set_mode", data);
              if (conflicts.length) {
                say(this, t("settings.mode.conflicts", { what: conflicts.join(", ") }));
              }
            },
          };
        }}
        >${t(`settings.mode.${next}.do`)}…</autoarr-button
      >
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-settings-recovery": AutoarrSettingsRecovery;
  }
}
