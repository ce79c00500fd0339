/** A modal question or form on the browser's own dialog: focus stays inside, Escape closes. */
import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { t } from "../core/texts.js";
import { shared } from "../core/styles.js";
import "./button.js";

@customElement("autoarr-dialog")
export class AutoarrDialog extends LitElement {
  @property() heading = "";
  @property({ type: Boolean }) open = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement | null;

  static override styles = [
    shared,
    css`
      dialog {
        width: min(640px, calc(100vw - 32px));
        max-height: calc(100dvh - 32px);
        padding: 0;
        border: none;
        border-radius: var(--ha-card-border-radius, 12px);
        background: var(--ha-card-background, var(--card-background-color));
        color: inherit;
        overflow: hidden;
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 12px 8px 4px 20px;
      }
      h2 {
        flex: 1;
      }
      section {
        padding: 8px 20px;
        overflow: auto;
      }
      section:focus-visible {
        outline-offset: -2px;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 12px 20px 16px;
      }
    `,
  ];

  override updated(): void {
    const dialog = this.dialog;
    if (!dialog || dialog.open === this.open) return;
    if (this.open) dialog.showModal();
    else dialog.close();
  }

  private closed(): void {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new CustomEvent("closed", { bubbles: true, composed: true }));
  }

  override render() {
    return html`<dialog
      aria-labelledby="heading"
      @close=${() => {
        this.closed();
      }}
    >
      <header>
        <h2 id="heading">${this.heading}</h2>
        <autoarr-button
          icon="mdi:close"
          label=${t("close")}
          @click=${() => {
            this.dialog?.close();
          }}
        ></autoarr-button>
      </header>
      <section tabindex="0"><slot></slot></section>
      <footer><slot name="actions"></slot></footer>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-dialog": AutoarrDialog;
  }
}
