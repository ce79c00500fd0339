/** The page settings: for administrators. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Page } from "../core/page.js";
import "./settings/desk.js";

@customElement("autoarr-page-settings")
export class SettingsPage extends Page {
  override render() {
    if (!this.isAdmin) return this.adminsOnly();
    return html`<autoarr-settings-desk .hass=${this.hass}></autoarr-settings-desk>`;
  }
}
