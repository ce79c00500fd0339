/** The language model: choose, download with consent, switch, delete, test; and the app that runs it. */
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ask, navigate } from "../../core/actions.js";
import type { JsonObject } from "../../core/hass.js";
import { bytes, number, t } from "../../core/texts.js";
import type { ModelRow, ModelTest, Settings } from "../../core/wire.js";
import { deedsOf, percent, understood, type Deed } from "./logic.js";
import { Section } from "./section.js";
import "../../parts/chip.js";
import "../../parts/notice.js";
import "../../parts/progress.js";

const ICONS: Record<Deed, string> = {
  download: "mdi:download-outline",
  activate: "mdi:swap-horizontal",
  delete: "mdi:delete-outline",
};

@customElement("autoarr-settings-model")
export class AutoarrSettingsModel extends Section {
  @property({ attribute: false }) app?: Settings["app"];
  @property({ attribute: false }) models: readonly ModelRow[] = [];
  @property({ attribute: false }) meta: JsonObject = {};
  @state() private wanted: ModelRow | null = null;
  @state() private accepted = false;
  @state() private sentence = "";
  @state() private tested: ModelTest | null = null;

  override render() {
    const { app } = this;
    if (!app) return nothing;
    return html`<div class="stack">
        <section class="card">
          <h2>${t("settings.app")}</h2>
          ${this.state(app)}
        </section>
        <section class="card">
          <h2>${t("settings.model")}</h2>
          <p class="quiet about">${t("settings.model.about")}</p>
          ${app.state === "ok" ? this.catalogue() : html`<p>${t("settings.model.no_app")}</p>`}
        </section>
      </div>
      ${this.consent()} ${this.question()}`;
  }

  private state(app: Settings["app"]) {
    const tone = app.state === "ok" ? "good" : app.state === "none" ? "neutral" : "bad";
    return html`<div class="item">
        <span class="words">
          <autoarr-chip tone=${tone}>${t(`settings.app.${app.state}`)}</autoarr-chip>
          ${app.version ? t("settings.app.version", { version: app.version }) : nothing}
        </span>
        <autoarr-button
          icon="mdi:open-in-new"
          @click=${() => {
            navigate("/config/integrations/integration/autoarr");
          }}
          >${t("settings.open")}</autoarr-button
        >
      </div>
      ${app.detail ? html`<p class="break">${app.detail}</p>` : nothing}
      ${app.state === "ok" ? nothing : html`<p>${this.help(app)}</p>`}`;
  }

  private help(app: Settings["app"]): string {
    if (app.state === "none") {
      return t(app.supervisor ? "settings.app.help.supervisor" : "settings.app.help.container");
    }
    return t(`settings.app.help.${app.state === "ok" ? "unreachable" : app.state}`);
  }

  private catalogue() {
    const error = this.meta["error"];
    return html`${
      typeof error === "string" && error
        ? html`<autoarr-notice kind="warning" heading=${t("settings.model.problem")}
            >${error}</autoarr-notice
          >`
        : nothing
    }
    ${
      this.models.length
        ? this.models.map((one) => this.model(one))
        : html`<p>${t("settings.model.empty")}</p>`
    }
    ${this.models.some((one) => one.state === "active") ? this.tester() : nothing}`;
  }

  private model(model: ModelRow) {
    const { state: at } = model;
    const about = [
      bytes(model.size_bytes),
      model.memory_bytes ? t("settings.model.memory", { size: bytes(model.memory_bytes) }) : "",
      model.licence,
      model.accuracy ?? "",
    ].filter(Boolean);
    return html`<div class="item">
      <div class="words">
        <h3>${model.name}</h3>
        <p class="quiet">${about.join(" · ")}</p>
        ${model.error ? html`<p role="alert">${model.error}</p>` : nothing}
        ${at === "downloading" ? this.progress(model) : nothing}
      </div>
      <autoarr-chip tone=${at === "active" ? "good" : at === "failed" ? "bad" : "neutral"}
        >${t(`settings.model.${at}`)}</autoarr-chip
      >
      ${deedsOf(model).map(
        (deed) =>
          html`<autoarr-button
            icon=${ICONS[deed]}
            kind=${deed === "delete" ? "danger" : "plain"}
            ?busy=${this.busy === `${deed} ${model.id}`}
            @click=${() => {
              this.begin(deed, model);
            }}
            >${at === "downloading" ? t("cancel") : t(`settings.model.${deed}`)}<span
              class="unseen"
            >
              ${model.name}</span
            ></autoarr-button
          >`,
      )}
    </div>`;
  }

  private progress({ name, progress }: ModelRow) {
    return html`<autoarr-progress
        .value=${percent(progress)}
        label=${t("settings.model.downloading_of", { name })}
      ></autoarr-progress>
      ${
        progress
          ? html`<p class="quiet">${bytes(progress.done)} / ${bytes(progress.total)}</p>`
          : nothing
      }`;
  }

  private begin(deed: Deed, model: ModelRow): void {
    const { id, name } = model;
    if (deed === "download") {
      this.accepted = false;
      this.wanted = model;
    } else if (deed === "delete" && model.state !== "downloading") {
      this.asked = {
        heading: t("settings.model.delete.heading", { name }),
        text: t("settings.model.delete.text", { size: bytes(model.size_bytes) }),
        yes: t("settings.model.delete"),
        work: (hass) => ask(hass, "models/delete", { model: id }),
      };
    } else {
      void this.do(`${deed} ${id}`, (hass) => ask(hass, `models/${deed}`, { model: id }));
    }
  }

  private consent() {
    const { wanted } = this;
    return html`<autoarr-dialog
      .open=${wanted !== null}
      heading=${t("settings.model.download.heading", { name: wanted?.name ?? "" })}
      @closed=${() => {
        this.wanted = null;
      }}
    >
      <div class="stack">
        <p>${t("settings.model.download.text", { size: bytes(wanted?.size_bytes ?? 0) })}</p>
        <p>
          ${t("settings.model.licence", { licence: wanted?.licence ?? "" })}
          ${
            wanted?.licence_url?.startsWith("https://")
              ? html`<a href=${wanted.licence_url} target="_blank" rel="noreferrer noopener"
                  >${t("settings.model.read_licence")}</a
                >`
              : nothing
          }
        </p>
        <label class="consent">
          <input
            type="checkbox"
            .checked=${this.accepted}
            @change=${(event: Event) => {
              this.accepted = (event.target as HTMLInputElement).checked;
            }}
          />
          ${t("settings.model.accept")}
        </label>
      </div>
      <autoarr-button
        slot="actions"
        @click=${() => {
          this.wanted = null;
        }}
        >${t("cancel")}</autoarr-button
      >
      <autoarr-button
        slot="actions"
        kind="filled"
        ?disabled=${!this.accepted}
        ?busy=${this.busy === "download"}
        @click=${() => void this.download()}
        >${t("settings.model.download")}</autoarr-button
      >
    </autoarr-dialog>`;
  }

  private async download(): Promise<void> {
    const model = this.wanted?.id;
    if (!model || !this.accepted) return;
    const data = { model, accept_licence: true };
    const well = await this.do(
      "download",
      (hass) => ask(hass, "models/download", data),
      t("settings.model.began"),
    );
    if (well) this.wanted = null;
  }

  private tester() {
    const { tested } = this;
    const lines = tested ? understood(tested.parsed) : [];
    return html`<form
        class="item"
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.test();
        }}
      >
        <label class="long"
          >${t("settings.model.sentence")}
          <input
            type="text"
            maxlength="300"
            placeholder=${t("settings.model.example")}
            .value=${this.sentence}
            @input=${(event: Event) => {
              this.sentence = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
        <autoarr-button
          icon="mdi:flask-outline"
          ?busy=${this.busy === "test"}
          ?disabled=${!this.sentence.trim()}
          @click=${() => void this.test()}
          >${t("settings.model.test")}</autoarr-button
        >
      </form>
      <div role="status">
        ${
          tested
            ? html`<p class="quiet">
                  ${t("settings.model.answered", { model: tested.model, ms: number(tested.ms) })}
                </p>
                <ul>
                  ${(lines.length ? lines : [t("settings.model.understood_nothing")]).map(
                    (line) => html`<li class="break">${line}</li>`,
                  )}
                </ul>`
            : nothing
        }
      </div>`;
  }

  private async test(): Promise<void> {
    const sentence = this.sentence.trim();
    if (!sentence) return;
    this.tested = null;
    await this.do(
      "test",
      async (hass) => {
        this.tested = await ask<ModelTest>(hass, "models/test", { sentence });
      },
      "",
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-settings-model": AutoarrSettingsModel;
  }
}
