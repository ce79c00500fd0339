/** A modal question or form on the browser's own dialog: focus stays inside and is given back, Escape closes. */
import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { t } from "../core/texts.js";
import { shared } from "../core/styles.js";
import "./button.js";
import { comeBack, focused, place, take } from "./focus.js";

const FIELDS = "input:not(:disabled), select:not(:disabled), textarea:not(:disabled)";
const ACTION = "autoarr-button[slot]";

@customElement("autoarr-dialog")
export class AutoarrDialog extends LitElement {
  @property() heading = "";
  @property({ type: Boolean }) open = false;
  /** For what is there to be read: the first of its actions is not one that only closes it. */
  @property({ type: Boolean }) reading = false;
  private former: HTMLElement[] = [];
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
    if (this.open) {
      this.former = place();
      dialog.showModal();
      void this.begin();
    } else dialog.close();
  }

  /** Put the focus on the first field, else on the action that changes nothing, which is the first. */
  private async begin(): Promise<void> {
    const first = this.querySelector<HTMLElement>(
      this.reading ? FIELDS : `${FIELDS}, ${ACTION}`,
    );
    if (first instanceof LitElement) await first.updateComplete;
    if (first && this.open) take(first);
  }

  private closed(): void {
    // The browser gives it back, unless what had it rests or is gone.
    const now = place();
    if (!now.length || now.includes(this)) comeBack(this.former);
    this.former = [];
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
      <footer>
        <slot
          name="actions"
          @slotchange=${() => {
            if (this.open && !focused()) void this.begin();
          }}
        ></slot>
      </footer>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-dialog": AutoarrDialog;
  }
}
