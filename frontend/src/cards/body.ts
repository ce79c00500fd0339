/** What the insides of every card have in common. */
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { TopicController } from "../core/controller.js";
import { Page } from "../core/page.js";
import { shared } from "../core/styles.js";
import { loadTexts } from "../core/texts.js";
import { linkStyles } from "../pages/overview/look.js";
import type { CardConfig } from "./config.js";

export abstract class CardBody extends Page {
  @property({ attribute: false }) config: CardConfig = { type: "" };
  override base = "/autoarr";
  private language = "";

  static override styles = [
    shared,
    linkStyles,
    css`
      :host {
        display: block;
      }
      .content {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
        padding: 16px;
      }
      ha-card[headed] .content {
        padding-top: 0;
      }
      ul {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  override willUpdate(): void {
    const language = this.hass?.language;
    if (!language || language === this.language) return;
    this.language = language;
    void loadTexts(language).then(() => {
      this.requestUpdate();
    });
  }

  /** The card around what is inside, or around what stands in for it. */
  protected frame(
    title: string,
    feed: TopicController,
    inside: () => TemplateResult,
  ): TemplateResult {
    const heading = this.config.title ?? title;
    const missing = this.standIn(feed);
    return html`<ha-card .header=${heading || undefined} ?headed=${heading !== ""}>
      <div class="content">${missing === nothing ? inside() : missing}</div>
    </ha-card>`;
  }
}
