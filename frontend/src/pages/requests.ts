/** The page requests. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Page } from "../core/page.js";
import { t } from "../core/texts.js";

@customElement("autoarr-page-requests")
export class RequestsPage extends Page {
  override render() {
    return html`<h2>${t("page.requests")}</h2>`;
  }
}
