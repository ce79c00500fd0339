/** Who may ask for titles, and when the audit looks by itself. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask } from "../../core/actions.js";
import { t } from "../../core/texts.js";
import type { Settings } from "../../core/wire.js";
import { WEEKDAYS, sameSchedule, weekdayName, type Schedule } from "./logic.js";
import { Section } from "./section.js";

const INTERVALS = ["off", "daily", "weekly"] as const;

@customElement("autoarr-settings-people")
export class AutoarrSettingsPeople extends Section {
  @property({ attribute: false }) settings?: Settings;
  /** The schedule as it was changed here; nothing while it is the one that holds. */
  @state() private draft: Schedule | null = null;

  override render() {
    const { settings } = this;
    if (!settings) return nothing;
    return html`<div class="stack">
      <section class="card">
        <h2>${t("settings.people")}</h2>
        <p class="quiet about">${t("settings.people.about")}</p>
        ${settings.people.map((one) => this.person(one, settings.permissions))}
      </section>
      <section class="card">
        <h2>${t("settings.schedule")}</h2>
        <p class="quiet about">${t("settings.schedule.about")}</p>
        ${this.schedule(settings.audit_schedule)}
      </section>
    </div>`;
  }

  private person(
    { user_id, name, permission }: Settings["people"][number],
    permissions: Record<string, string>,
  ) {
    if (permission === "admin") {
      return html`<div class="item">
        <span class="words">${name}</span>
        <span class="quiet">${permissions["admin"]}</span>
      </div>`;
    }
    const open = Object.entries(permissions).filter(([one]) => one !== "admin");
    return html`<div class="item">
      <label for=${user_id}>${name}</label>
      ${this.choice(user_id, permission, open, (value) =>
        this.do(user_id, (hass) =>
          ask(hass, "settings/set_people", { people: [{ user_id, permission: value }] }),
        ),
      )}
    </div>`;
  }

  private schedule(stored: Schedule) {
    const now = this.draft ?? stored;
    const changed = (part: Partial<Schedule>) => {
      this.draft = { ...now, ...part };
      return Promise.resolve();
    };
    const same = sameSchedule(now, stored);
    return html`<form
      @submit=${(event: Event) => {
        event.preventDefault();
        if (!same) void this.save(now);
      }}
    >
      <label
        >${t("settings.schedule.interval")}
        ${this.choice(
          "interval",
          now.interval,
          INTERVALS.map((one) => [one, t(`settings.schedule.${one}`)] as const),
          (value) => changed({ interval: value as Schedule["interval"] }),
        )}</label
      >
      ${
        now.interval === "weekly"
          ? html`<label
              >${t("settings.schedule.weekday")}
              ${this.choice(
                "weekday",
                now.weekday,
                WEEKDAYS.map(
                  (one, index) =>
                    [one, weekdayName(index, this.hass?.language ?? "en")] as const,
                ),
                (weekday) => changed({ weekday }),
              )}</label
            >`
          : nothing
      }
      ${
        now.interval === "off"
          ? nothing
          : html`<label
              >${t("settings.schedule.time")}
              <input
                type="time"
                required
                .value=${now.time}
                @change=${(event: Event) => {
                  const time = (event.target as HTMLInputElement).value;
                  if (time) void changed({ time });
                }}
              />
            </label>`
      }
      <autoarr-button
        kind="filled"
        ?busy=${this.busy === "schedule"}
        ?disabled=${same}
        @click=${() => void this.save(now)}
        >${t("settings.save")}</autoarr-button
      >
    </form>`;
  }

  private async save(schedule: Schedule): Promise<void> {
    const well = await this.do("schedule", (hass) =>
      ask(hass, "settings/set_audit_schedule", { ...schedule }),
    );
    if (well) this.draft = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-settings-people": AutoarrSettingsPeople;
  }
}
