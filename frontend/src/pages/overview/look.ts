/** Icons, tones and links that the parts of the overview share. */
import { css, html, nothing, type TemplateResult } from "lit";
import { navigate } from "../../core/actions.js";
import type { Problem, ServiceRow } from "../../core/wire.js";
import type { Tone } from "../../parts/chip.js";

export const KIND_ICONS: Record<string, string> = {
  radarr: "mdi:movie-open-outline",
  sonarr: "mdi:television-classic",
  sabnzbd: "mdi:tray-arrow-down",
  provider: "mdi:server-network-outline",
  disk: "mdi:harddisk",
  plex: "mdi:plex",
};

export const STATE_LOOK: Record<ServiceRow["state"], { icon: string; tone: Tone }> = {
  ok: { icon: "mdi:check-circle-outline", tone: "good" },
  problem: { icon: "mdi:alert-outline", tone: "warning" },
  down: { icon: "mdi:close-circle-outline", tone: "bad" },
  unauthorised: { icon: "mdi:key-alert-outline", tone: "bad" },
  unknown: { icon: "mdi:help-circle-outline", tone: "neutral" },
};

export const LEVEL_ICONS: Record<Problem["level"], string> = {
  error: "mdi:alert-circle-outline",
  warning: "mdi:alert-outline",
  info: "mdi:information-outline",
};

export const linkStyles = css`
  a.button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 40px;
    padding: 6px 14px;
    border: 1px solid var(--divider-color);
    border-radius: 20px;
    color: var(--primary-text-color);
    font-weight: 500;
    text-decoration: none;
  }
  a.bare {
    min-width: 40px;
    justify-content: center;
    padding: 6px;
    border-color: transparent;
  }
  a.button:hover {
    border-color: var(--primary-color);
  }
  a.button ha-icon {
    --mdc-icon-size: 20px;
  }
  h4 {
    margin: 0;
    font-size: 1rem;
    font-weight: 500;
  }
  .error {
    --level: var(--error-color);
  }
  .warning {
    --level: var(--warning-color);
  }
  .info {
    --level: var(--info-color);
  }
`;

/** Follow a link inside Home Assistant without loading it anew; with a modifier key it is the browser's. */
export function follow(event: MouseEvent, path: string): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(path);
}

/** A link that looks like a button: to a page of Home Assistant, or an https page elsewhere; else nothing. */
export function linkButton(
  path: string,
  label: string,
  icon = "",
  /** For a button that shows only its icon. */
  name = "",
): TemplateResult | typeof nothing {
  const shown = html`${
    icon ? html`<ha-icon .icon=${icon} aria-hidden="true"></ha-icon>` : nothing
  }${label}`;
  if (/^\/[^/\\]/u.test(path)) {
    return html`<a
      class="button ${name ? "bare" : ""}"
      href=${path}
      aria-label=${name || nothing}
      title=${name || nothing}
      @click=${(event: MouseEvent) => {
        follow(event, path);
      }}
      >${shown}</a
    >`;
  }
  return path.startsWith("https://")
    ? html`<a class="button" href=${path} rel="noreferrer noopener" target="_blank"
        >${shown}</a
      >`
    : nothing;
}

/** The button that helps with a problem. */
export function helpButton(help: Problem["help"]): TemplateResult | typeof nothing {
  return help ? linkButton(help.path, help.label) : nothing;
}

let size = 0;
window.addEventListener("resize", () => {
  size = 0;
});

/** Pixels of a height in rem, so that rows grow with the text; asked anew only when that may have changed. */
export function rem(height: number): number {
  size ||= Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return Math.round(height * size);
}
