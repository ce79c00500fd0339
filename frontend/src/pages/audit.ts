/** The page audit: for administrators, who may see and change how the services are set. */
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Page } from "../core/page.js";
import "./audit/desk.js";

@customElement("autoarr-page-audit")
export class AuditPage extends Page {
  override render() {
    if (!this.isAdmin) return this.adminsOnly();
    return html`<autoarr-audit-desk
      .hass=${this.hass}
      .narrow=${this.narrow}
      .base=${this.base}
      .detail=${this.detail}
    ></autoarr-audit-desk>`;
  }
}
