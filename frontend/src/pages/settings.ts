/** The page settings. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Page } from "../core/page.js";
import { t } from "../core/texts.js";

@customElement("autoarr-page-settings")
export class SettingsPage extends Page {
  override render() {
    return html`<h2>${t("page.settings")}</h2>`;
  }
}
