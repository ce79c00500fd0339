/** The page activity. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Page } from "../core/page.js";
import { t } from "../core/texts.js";

@customElement("autoarr-page-activity")
export class ActivityPage extends Page {
  override render() {
    return html`<h2>${t("page.activity")}</h2>`;
  }
}
