/** Values before and after, place by place. */
import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../../core/styles.js";
import { t } from "../../core/texts.js";
import type { EditRow } from "../../core/wire.js";
import { placeText, valueText } from "./logic.js";

@customElement("autoarr-edits")
export class AutoarrEdits extends LitElement {
  @property({ attribute: false }) edits: readonly EditRow[] = [];

  static override styles = [
    shared,
    css`
      ul {
        display: grid;
        gap: 12px;
      }
      .values {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
        gap: 8px;
        margin-block-start: 4px;
      }
      .values > div {
        padding: 6px 10px;
        border-radius: 8px;
        background: var(--secondary-background-color);
        border-inline-start: 3px solid var(--error-color);
        min-width: 0;
      }
      .values > .after {
        border-inline-start-color: var(--success-color);
      }
      dt {
        font-size: 0.85rem;
      }
      dd {
        max-height: 12em;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        font-family: var(--ha-font-family-code, monospace);
      }
      code {
        overflow-wrap: anywhere;
        font-family: var(--ha-font-family-code, monospace);
      }
    `,
  ];

  override render() {
    return html`<ul>
      ${this.edits.map(
        (edit) =>
          html`<li>
            <code dir="ltr">${placeText(edit)}</code>
            <dl class="values">
              <div>
                <dt class="quiet">${t("audit.before")}</dt>
                <dd>${valueText(edit.before)}</dd>
              </div>
              <div class="after">
                <dt class="quiet">${t("audit.after")}</dt>
                <dd>${valueText(edit.after)}</dd>
              </div>
            </dl>
          </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-edits": AutoarrEdits;
  }
}
