/** The settings for administrators, section by section. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { navigate } from "../../core/actions.js";
import { TopicController } from "../../core/controller.js";
import { PAGES } from "../../pages.js";
import { Page } from "../../core/page.js";
import { t } from "../../core/texts.js";
import type { ModelRow, Overview, ServiceRow, Settings } from "../../core/wire.js";
import { sectionStyles } from "./styles.js";
import "../../parts/button.js";
import "./model.js";
import "./people.js";
import "./recovery.js";

@customElement("autoarr-settings-desk")
export class AutoarrSettingsDesk extends Page {
  private readonly feed = new TopicController(this, ...PAGES.settings.topics);

  private kept: ReturnType<AutoarrSettingsDesk["read"]> | undefined;

  static override styles = [
    ...sectionStyles,
    css`
      .away {
        position: sticky;
        bottom: 0;
      }
    `,
  ];

  override render() {
    if (this.feed.state === "ready") this.kept = this.read();
    const standIn = this.standIn(this.feed);
    // Some settings reload the integration: what was there stays in view meanwhile.
    if (!this.kept || this.feed.state === "failed") return standIn;
    const { settings, models, overview } = this.kept;
    return html`<div class="stack">
      ${this.services(settings.services, overview.rows)}
      <autoarr-settings-recovery
        .hass=${this.hass}
        .settings=${settings}
        .services=${overview.rows}
        .policy=${overview.meta.policy}
      ></autoarr-settings-recovery>
      <autoarr-settings-people
        .hass=${this.hass}
        .settings=${settings}
      ></autoarr-settings-people>
      <autoarr-settings-model
        .hass=${this.hass}
        .app=${settings.app}
        .models=${[...models.rows.values()]}
        .meta=${models.meta}
      ></autoarr-settings-model>
      <p class="away card" role="status" ?hidden=${this.feed.state === "ready"}>
        ${t("unloaded.heading")}
      </p>
    </div>`;
  }

  private read() {
    return {
      settings: this.feed.topic<never, Settings>("settings").meta,
      models: this.feed.topic<ModelRow>("models"),
      overview: this.feed.topic<ServiceRow, Overview>("overview"),
    };
  }

  private services(services: Settings["services"], rows: ReadonlyMap<string, ServiceRow>) {
    return html`<section class="card">
      <h2>${t("services")}</h2>
      <p class="quiet about">${t("settings.services.about")}</p>
      ${
        services.length
          ? services.map((one) => this.service(one, rows.get(one.id)))
          : html`<p>${t("settings.services.none")}</p>`
      }
      <div class="item">
        ${this.link("/config/integrations/integration/autoarr", t("settings.services.change"), "mdi:cog-outline")}
      </div>
    </section>`;
  }

  private service({ name }: Settings["services"][number], row: ServiceRow | undefined) {
    return html`<div class="item">
      <span class="words">
        ${name}
        <span class="quiet">${[row?.version, row?.error].filter(Boolean).join(" · ")}</span>
      </span>
      ${
        row?.device_id
          ? this.link(
              `/config/devices/device/${encodeURIComponent(row.device_id)}`,
              html`${t("settings.services.device")}<span class="unseen"> ${name}</span>`,
              "mdi:devices",
            )
          : nothing
      }
    </div>`;
  }

  private link(path: string, words: unknown, icon: string) {
    return html`<autoarr-button
      icon=${icon}
      @click=${() => {
        navigate(path);
      }}
      >${words}</autoarr-button
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-settings-desk": AutoarrSettingsDesk;
  }
}
