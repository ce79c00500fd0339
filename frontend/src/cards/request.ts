/** The card that asks for titles: the conversation of the page of requests. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { TopicController } from "../core/controller.js";
import { t, tn } from "../core/texts.js";
import type { RequestRow, Requests } from "../core/wire.js";
import { linkButton } from "../pages/overview/look.js";
import { CardBody } from "./body.js";
import "../parts/conversation.js";

@customElement("autoarr-request-body")
export class AutoarrRequestBody extends CardBody {
  private readonly feed = new TopicController(this, "requests");

  static override styles = [
    ...CardBody.styles,
    css`
      autoarr-conversation {
        --conversation-height: 320px;
      }
    `,
  ];

  override render() {
    return this.frame(t("requests.ask"), this.feed, () => {
      const { meta, rows } = this.feed.topic<RequestRow, Partial<Requests>>("requests");
      const { may_request: may = false, needs_approval: approval = false } = meta.me ?? {};
      const open = [...rows.values()].filter((row) => row.open).length;
      return html`${
          may
            ? approval
              ? html`<p class="quiet">${t("requests.needs_approval")}</p>`
              : nothing
            : html`<p>${t("requests.may_not_text")}</p>`
        }
        <autoarr-conversation
          .hass=${this.hass}
          place="card"
          ?curious=${!may}
        ></autoarr-conversation>
        <div>
          ${linkButton(
            `${this.base}/requests`,
            open ? tn("overview.requests", open) : t("page.requests"),
            "mdi:movie-plus-outline",
          )}
        </div>`;
    });
  }
}
