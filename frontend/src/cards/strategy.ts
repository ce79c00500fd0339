/** The dashboard that `custom:autoarr` makes: the cards, requests and releases, every entity by platform. */
import type { HomeAssistant } from "../core/hass.js";
import { loadTexts, t } from "../core/texts.js";

interface Entry {
  entity_id: string;
  platform?: string;
  hidden?: boolean;
}

interface Section {
  type: "grid";
  cards: Record<string, unknown>[];
}

export interface View {
  title: string;
  path: string;
  icon: string;
  type: "sections";
  sections: Section[];
}

type Hass = Pick<HomeAssistant, "language" | "states" | "entities"> & {
  localize?: (key: string) => string;
};

const section = (...cards: Section["cards"]): Section => ({ type: "grid", cards });

/** Our entities that are shown, by their platform. */
export function byPlatform(hass: Hass): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { entity_id: id, platform, hidden } of Object.values<Entry>(hass.entities ?? {})) {
    if (platform !== "autoarr" || hidden || !hass.states[id]) continue;
    const domain = id.split(".")[0] ?? "";
    found.set(domain, [...(found.get(domain) ?? []), id]);
  }
  return new Map([...found].sort().map(([domain, ids]) => [domain, ids.sort()]));
}

function nameOf(hass: Hass, domain: string): string {
  // Home Assistant calls these buttons.
  if (domain === "event") return t("page.activity");
  const name = hass.localize?.(`component.${domain}.entity_component._.name`) ?? "";
  return name === "" ? domain : name;
}

export async function dashboard(hass: Hass): Promise<{ title: string; views: View[] }> {
  await loadTexts(hass.language);
  const entities = byPlatform(hass);
  const todo = entities.get("todo") ?? [];
  const calendars = entities.get("calendar") ?? [];
  const views: View[] = [
    {
      title: t("page.overview"),
      path: "overview",
      icon: "mdi:transit-connection-variant",
      type: "sections",
      sections: ["stack", "queue", "request"].map((kind) =>
        section({ type: `custom:autoarr-${kind}-card` }),
      ),
    },
    {
      title: t("page.requests"),
      path: "requests",
      icon: "mdi:movie-plus-outline",
      type: "sections",
      sections: [
        ...todo.map((entity) => section({ type: "todo-list", entity })),
        ...(calendars.length
          ? [
              section(
                { type: "heading", heading: t("card.releases") },
                { type: "calendar", entities: calendars, initial_view: "listWeek" },
              ),
            ]
          : []),
      ],
    },
    {
      title: t("card.entities"),
      path: "entities",
      icon: "mdi:format-list-bulleted",
      type: "sections",
      sections: [...entities]
        .filter(([domain]) => !["todo", "calendar", "conversation"].includes(domain))
        .map(([domain, ids]) =>
          section(
            {
              type: "heading",
              heading: nameOf(hass, domain),
            },
            { type: "entities", entities: ids },
          ),
        ),
    },
  ];
  return { title: t("app_name"), views: views.filter(({ sections }) => sections.length) };
}
