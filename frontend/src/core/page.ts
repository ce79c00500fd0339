/** What every page of the panel is given. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { TopicController } from "./controller.js";
import { wordsOf, type HomeAssistant } from "./hass.js";
import { notePainted } from "./painted.js";
import { t } from "./texts.js";
import { Ticks } from "./ticks.js";
import "../parts/notice.js";

export abstract class Page extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property({ type: Boolean, reflect: true }) narrow = false;
  /** Where the panel lives, such as `/autoarr`. */
  @property() base = "";
  /** What a link points to on this page: the rest of the address. */
  @property() detail = "";
  protected readonly ticks = new Ticks(this);
  private painted = false;

  protected get isAdmin(): boolean {
    return this.hass?.user?.is_admin ?? false;
  }

  /** What somebody else sees of a page that is for administrators. */
  protected adminsOnly(): TemplateResult {
    return html`<autoarr-notice icon="mdi:shield-account-outline" heading=${t("admin.heading")}
      >${t("admin.text")}</autoarr-notice
    >`;
  }

  /** What stands in for the page while its topics are not there; nothing once they are. */
  protected standIn(feed: TopicController): TemplateResult | typeof nothing {
    switch (feed.state) {
      case "loading":
        return html`<autoarr-notice kind="loading" heading=${t("loading")}></autoarr-notice>`;
      case "unloaded":
        return html`<autoarr-notice kind="loading" heading=${t("unloaded.heading")}
          >${t("unloaded.text")}</autoarr-notice
        >`;
      case "failed":
        return html`<autoarr-notice kind="error" heading=${t("failed.heading")}
          >${wordsOf(feed.error)}</autoarr-notice
        >`;
      case "ready":
        if (!this.painted) notePainted("autoarr-panel-painted");
        this.painted = true;
        return nothing;
    }
  }
}
