/** The page audit. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Page } from "../core/page.js";
import { t } from "../core/texts.js";

@customElement("autoarr-page-audit")
export class AuditPage extends Page {
  override render() {
    return html`<h2>${t("page.audit")}</h2>`;
  }
}
