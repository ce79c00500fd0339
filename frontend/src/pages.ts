/** The pages of the panel by their name in the address, each fetched when it is first opened. */
export const PAGES = {
  overview: {
    icon: "mdi:transit-connection-variant",
    topics: ["overview", "jobs", "failures"],
    load: () => import("./pages/overview.js"),
  },
  requests: {
    icon: "mdi:movie-plus-outline",
    topics: ["requests", "overview"],
    load: () => import("./pages/requests.js"),
  },
  audit: {
    icon: "mdi:clipboard-check-outline",
    topics: ["audit", "changes", "drift"],
    load: () => import("./pages/audit.js"),
  },
  activity: {
    icon: "mdi:timeline-text-outline",
    topics: ["overview"],
    load: () => import("./pages/activity.js"),
  },
  settings: {
    icon: "mdi:cog-outline",
    topics: ["settings", "models", "overview"],
    load: () => import("./pages/settings.js"),
  },
} as const;

/** The pages for administrators only. */
export const ADMINS: ReadonlySet<string> = new Set<PageName>(["audit", "settings"]);

export type PageName = keyof typeof PAGES;

/** The page that an address within the panel names, such as `/audit/…`; without one the overview. */
export function pageAt(path: string): PageName {
  const name = path.split("/")[1] ?? "";
  return Object.hasOwn(PAGES, name) ? (name as PageName) : "overview";
}
