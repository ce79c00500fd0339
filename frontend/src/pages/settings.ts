/** The page settings: for administrators. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Page } from "../core/page.js";
import { t } from "../core/texts.js";
import "./settings/desk.js";

@customElement("autoarr-page-settings")
export class SettingsPage extends Page {
  override render() {
    if (!this.isAdmin) {
      return html`<autoarr-notice
        icon="mdi:shield-account-outline"
        heading=${t("admin.heading")}
        >${t("admin.text")}</autoarr-notice
      >`;
    }
    return html`<autoarr-settings-desk .hass=${this.hass}></autoarr-settings-desk>`;
  }
}
