/** One event: when, of which title, what happened; in the list and in the story of a title. */
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../../core/styles.js";
import { dateTime, t, tc } from "../../core/texts.js";
import type { Activity, Severity } from "../../core/wire.js";
import { follow } from "../overview/look.js";

const ICONS: Record<Severity, string> = {
  debug: "mdi:circle-small",
  info: "mdi:information-outline",
  warning: "mdi:alert-outline",
  error: "mdi:alert-circle-outline",
};

@customElement("autoarr-event")
export class AutoarrEvent extends LitElement {
  @property({ attribute: false }) event?: Activity;
  /** Where its whole story is; nothing where it is told already. */
  @property() href = "";

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        height: 100%;
      }
      .event {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 10px;
        height: 100%;
        align-content: center;
        padding: 4px 8px;
      }
      :host([href]) .event {
        border-bottom: 1px solid var(--divider-color);
      }
      ha-icon {
        grid-row: span 3;
        --mdc-icon-size: 20px;
        color: var(--tone);
      }
      .debug {
        --tone: var(--secondary-text-color);
      }
      .info {
        --tone: var(--info-color);
      }
      .warning {
        --tone: var(--warning-color);
      }
      .error {
        --tone: var(--error-color);
      }
      strong,
      a {
        font-weight: 500;
        color: inherit;
        text-decoration: none;
      }
      a::after {
        content: "";
        position: absolute;
        inset: 0;
      }
      a:focus-visible {
        outline: none;
      }
      a:focus-visible::after {
        outline: 2px solid var(--primary-color);
        outline-offset: -2px;
      }
      .small {
        font-size: 0.85rem;
      }
      :host([href]) p {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
      }
    `,
  ];

  override render() {
    const { event, href } = this;
    if (!event) return nothing;
    const title = event.title || event.kind_text;
    return html`<div class="event ${event.severity}">
      <ha-icon
        .icon=${ICONS[event.severity]}
        role="img"
        aria-label=${
          event.severity === "debug"
            ? t("activity.detail")
            : t(`overview.level.${event.severity}`)
        }
      ></ha-icon>
      ${
        href && event.correlation
          ? html`<a
              class="cut"
              href=${href}
              title=${title}
              @click=${(click: MouseEvent) => {
                follow(click, href);
              }}
              >${title}</a
            >`
          : html`<strong class=${href ? "cut" : "break"}>${title}</strong>`
      }
      <p class="break" title=${href ? event.text : nothing}>${event.text}</p>
      <span class="quiet small ${href ? "cut" : "break"}"
        ><time datetime=${event.at}>${dateTime(event.at)}</time>${[
          event.title && event.kind_text,
          event.instance || (event.service && tc("overview.link", event.service)),
        ]
          .filter(Boolean)
          .map((words) => ` · ${words}`)}</span
      >
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-event": AutoarrEvent;
  }
}
