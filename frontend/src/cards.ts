/** Registers the cards and the dashboard strategy; each is loaded when a dashboard first shows it. */
import { CARDS, DEFAULT_ROWS, checked, suits, type CardConfig } from "./cards/config.js";
import type { CardKind } from "./cards/config.js";
import type { HomeAssistant } from "./core/hass.js";

interface Body extends HTMLElement {
  hass?: HomeAssistant | undefined;
  config: CardConfig;
}

interface Offered {
  type: string;
  name: string;
  description: string;
  documentationURL: string;
  preview?: boolean;
  strategyType?: "dashboard";
  getEntitySuggestion?: (hass: HomeAssistant, entity: string) => { config: object } | null;
}

declare global {
  interface Window {
    customCards?: Offered[];
    customStrategies?: Offered[];
  }
}

const BODIES: Record<CardKind, () => Promise<unknown>> = {
  stack: () => import("./cards/stack.js"),
  queue: () => import("./cards/queue.js"),
  request: () => import("./cards/request.js"),
};
/** What the picker says until the texts of another language are there. */
const ENGLISH: Record<CardKind | "strategy", [name: string, description: string]> = {
  stack: [
    "AutoArr: health",
    "How Radarr, Sonarr, SABnzbd and Plex are, and where the chain breaks first.",
  ],
  queue: ["AutoArr: downloads", "What is on its way, and what to do about what failed."],
  request: ["AutoArr: ask", "Ask for a movie or a series and choose."],
  strategy: [
    "AutoArr",
    "A whole dashboard: health, downloads, requests, releases and every entity of AutoArr.",
  ],
};
const DOCS = "https://github.com/autoarr/autoarr-ha/blob/main/docs/dashboard.md";

function language(): string {
  const root = document.querySelector<HTMLElement & { hass?: HomeAssistant }>("home-assistant");
  return root?.hass?.language ?? navigator.language;
}

function cardOf(kind: CardKind) {
  return class extends HTMLElement {
    private config: CardConfig | undefined;
    private home: HomeAssistant | undefined;
    private body: Body | undefined;
    private asked = false;

    static getStubConfig(): object {
      return {};
    }

    static async getConfigForm(): Promise<object> {
      return (await import("./cards/words.js")).form(kind, language());
    }

    set hass(hass: HomeAssistant) {
      this.home = hass;
      this.fill();
    }

    setConfig(config: unknown): void {
      this.config = checked(kind, config);
      this.fill();
    }

    getCardSize(): number {
      if (kind === "queue") return 1 + 2 * (this.config?.max_rows ?? DEFAULT_ROWS);
      return 6;
    }

    getGridOptions(): object {
      return { columns: 12, min_columns: 6, rows: "auto" };
    }

    connectedCallback(): void {
      this.style.display = "block";
      void this.draw();
    }

    private async draw(): Promise<void> {
      if (this.asked) return;
      this.asked = true;
      try {
        await BODIES[kind]();
      } catch (error) {
        // The next time it is shown it is tried again.
        this.asked = false;
        this.textContent = `AutoArr: ${String(error)}`;
        return;
      }
      this.body = document.createElement(`autoarr-${kind}-body`) as Body;
      this.fill();
      this.replaceChildren(this.body);
    }

    private fill(): void {
      if (this.body && this.config)
        Object.assign(this.body, { hass: this.home, config: this.config });
    }
  };
}

const offered = new Map<CardKind | "strategy", Offered>();

function offer(
  list: Offered[],
  kind: CardKind | "strategy",
  more: Omit<Offered, "name" | "description" | "documentationURL">,
): void {
  const [name, description] = ENGLISH[kind];
  const entry = { name, description, documentationURL: DOCS, ...more };
  list.push(entry);
  offered.set(kind, entry);
}

async function translate(): Promise<void> {
  if (language().startsWith("en")) return;
  const { named } = await import("./cards/words.js");
  for (const [kind, entry] of offered) Object.assign(entry, await named(kind, language()));
}

const STRATEGY = "ll-strategy-dashboard-autoarr";

function define(): void {
  for (const kind of CARDS) {
    const type = `autoarr-${kind}-card`;
    if (customElements.get(type)) continue;
    customElements.define(type, cardOf(kind));
    offer((window.customCards ??= []), kind, {
      type,
      preview: true,
      getEntitySuggestion: (hass, entity) =>
        suits(kind, hass.entities?.[entity]) ? { config: { type: `custom:${type}` } } : null,
    });
  }
  if (customElements.get(STRATEGY)) return;
  customElements.define(
    STRATEGY,
    class extends HTMLElement {
      static async generate(_config: object, hass: HomeAssistant): Promise<object> {
        return (await import("./cards/strategy.js")).dashboard(hass);
      }
    },
  );
  offer((window.customStrategies ??= []), "strategy", {
    type: "autoarr",
    strategyType: "dashboard",
  });
}

// Home Assistant replaces the registry of elements while it loads; what was defined before is forgotten.
void customElements.whenDefined("home-assistant").then(define);

// Home Assistant's language is known a little later than the cards are; the picker opens later still.
setTimeout(() => {
  translate().catch(() => undefined);
}, 3_000);
