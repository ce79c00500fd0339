/** The panel: its frame, and in it the page of the address. */
import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { html as staticHtml, unsafeStatic } from "lit/static-html.js";
import { navigate } from "./core/actions.js";
import { wordsOf, type HomeAssistant, type Route } from "./core/hass.js";
import { notePainted } from "./core/painted.js";
import { loadTexts, t } from "./core/texts.js";
import { shared } from "./core/styles.js";
import { PAGES, pageAt, type PageName } from "./pages.js";
import "./parts/button.js";
import "./parts/notice.js";

@customElement("autoarr-panel")
export class AutoarrPanel extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @property({ attribute: false }) route?: Route;
  @state() private ready = new Set<PageName>();
  @state() private error: unknown = undefined;
  @state() private fluent = false;
  private spoken = "";
  private asked = new Set<string>();

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        height: 100%;
        background: var(--primary-background-color);
      }
      header {
        display: flex;
        align-items: center;
        min-height: var(--header-height, 56px);
        padding: 0 8px;
        gap: 4px;
        background: var(--app-header-background-color, var(--primary-background-color));
        color: var(--app-header-text-color, var(--primary-text-color));
        border-bottom: var(--app-header-border-bottom, 1px solid var(--divider-color));
      }
      h1 {
        font-size: 1.25rem;
        font-weight: 400;
        padding-inline: 8px;
      }
      nav {
        display: flex;
        gap: 2px;
        margin-inline-start: auto;
        height: 100%;
        overflow-x: auto;
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 0 12px;
        min-width: 44px;
        min-height: 44px;
        justify-content: center;
        color: inherit;
        text-decoration: none;
        border-bottom: 2px solid transparent;
      }
      nav a[aria-current] {
        border-bottom-color: currentcolor;
      }
      nav a:focus-visible {
        outline-offset: -4px;
      }
      :host([narrow]) nav a {
        padding: 0 8px;
      }
      :host([narrow]) h1 {
        overflow: hidden;
        text-overflow: ellipsis;
        padding-inline: 4px;
        font-size: 1.1rem;
      }
      :host([narrow]) nav span {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      main {
        overflow: auto;
        padding: 16px;
        padding-bottom: calc(16px + env(safe-area-inset-bottom));
      }
      main > * {
        display: block;
        max-width: 1200px;
        margin-inline: auto;
      }
    `,
  ];

  private get page(): PageName {
    return pageAt(this.route?.path ?? "");
  }

  /** What comes after the page in the address: the thing a link points to. */
  private get detail(): string {
    const written = (this.route?.path ?? "").split("/").slice(2).join("/");
    try {
      return decodeURIComponent(written);
    } catch {
      // Typed by hand: it names nothing, which the page says.
      return written;
    }
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("hass") && this.hass) void this.speak(this.hass.language);
    void this.open(this.page);
  }

  /** Pages are drawn once their language is there: they would not notice that it came later. */
  private async speak(language: string): Promise<void> {
    if (language === this.spoken) return;
    this.spoken = language;
    this.fluent = false;
    try {
      await loadTexts(language);
    } finally {
      this.fluent = true;
    }
  }

  override firstUpdated(): void {
    notePainted("autoarr-panel-framed");
  }

  private async open(page: PageName): Promise<void> {
    if (this.ready.has(page) || this.asked.has(page)) return;
    this.asked.add(page);
    try {
      await PAGES[page].load();
      this.ready = new Set([...this.ready, page]);
      this.error = undefined;
    } catch (error) {
      this.error = error;
      this.asked.delete(page);
    }
  }

  private toggleMenu(): void {
    this.dispatchEvent(new CustomEvent("hass-toggle-menu", { bubbles: true, composed: true }));
  }

  private follow(event: MouseEvent, path: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(path);
  }

  override render() {
    const prefix = this.route?.prefix ?? "/autoarr";
    return html`
      <header>
        ${
          this.narrow
            ? html`<autoarr-button
                icon="mdi:menu"
                label=${t("menu")}
                @click=${() => {
                  this.toggleMenu();
                }}
              ></autoarr-button>`
            : nothing
        }
        <h1>${t("app_name")}</h1>
        <nav aria-label=${t("app_name")}>
          ${Object.entries(PAGES).map(([name, { icon }]) => {
            const path = `${prefix}/${name}`;
            return html`<a
              href=${path}
              aria-current=${name === this.page ? "page" : nothing}
              @click=${(event: MouseEvent) => {
                this.follow(event, path);
              }}
            >
              <ha-icon .icon=${icon} aria-hidden="true"></ha-icon
              ><span>${t(`page.${name as PageName}`)}</span>
            </a>`;
          })}
        </nav>
      </header>
      <main>${this.offline()}${this.content()}</main>
    `;
  }

  private offline() {
    return this.hass && !this.hass.connected
      ? html`<autoarr-notice kind="warning" heading=${t("offline.heading")}
          >${t("offline.text")}</autoarr-notice
        >`
      : nothing;
  }

  private content() {
    if (this.error !== undefined) {
      return html`<autoarr-notice kind="error" heading=${t("failed.heading")}>
        ${wordsOf(this.error)}
        <autoarr-button @click=${() => void this.open(this.page)}
          >${t("failed.again")}</autoarr-button
        >
      </autoarr-notice>`;
    }
    if (!this.ready.has(this.page) || !this.fluent) {
      return html`<autoarr-notice kind="loading" heading=${t("loading")}></autoarr-notice>`;
    }
    const tag = unsafeStatic(`autoarr-page-${this.page}`);
    return staticHtml`<${tag}
      .hass=${this.hass}
      .narrow=${this.narrow}
      .base=${this.route?.prefix ?? "/autoarr"}
      .detail=${this.detail}
    ></${tag}>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-panel": AutoarrPanel;
  }
}
