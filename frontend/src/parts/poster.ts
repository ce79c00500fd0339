/** The poster of a title, through Home Assistant; a plain film or screen where there is none. */
import { LitElement, css, html, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { HomeAssistant } from "../core/hass.js";
import { posterUrl } from "../core/posters.js";
import type { Poster } from "../core/wire.js";
import { shared } from "../core/styles.js";

@customElement("autoarr-poster")
export class AutoarrPoster extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant | undefined;
  @property({ attribute: false }) poster: Poster | null = null;
  @property() icon = "mdi:movie-outline";
  @state() private url: string | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        width: var(--poster-width, 44px);
        aspect-ratio: 2 / 3;
        flex: none;
      }
      div {
        display: grid;
        place-items: center;
        height: 100%;
        border-radius: 6px;
        overflow: hidden;
        background: var(--secondary-background-color);
        color: var(--secondary-text-color);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("poster");
    const same =
      before?.path === this.poster?.path && before?.instance === this.poster?.instance;
    if ((changed.has("poster") && !same) || (changed.has("hass") && !changed.get("hass"))) {
      void this.find();
    }
  }

  private async find(): Promise<void> {
    const wanted = this.poster;
    this.url = null;
    if (!wanted || !this.hass) return;
    const url = await posterUrl(this.hass, wanted);
    if (this.poster === wanted) this.url = url;
  }

  override render() {
    return html`<div>
      ${
        this.url
          ? html`<img
              src=${this.url}
              alt=""
              loading="lazy"
              decoding="async"
              @error=${() => {
                this.url = null;
              }}
            />`
          : html`<ha-icon .icon=${this.icon} aria-hidden="true"></ha-icon>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-poster": AutoarrPoster;
  }
}
