/** The page overview. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Page } from "../core/page.js";
import { t } from "../core/texts.js";

@customElement("autoarr-page-overview")
export class OverviewPage extends Page {
  override render() {
    return html`<h2>${t("page.overview")}</h2>`;
  }
}
