/** What can be set in the cards, and what is wrong with what was set. Pure. */
export const CARDS = ["stack", "queue", "request"] as const;
export type CardKind = (typeof CARDS)[number];

export interface CardConfig {
  type: string;
  /** Empty for none. */
  title?: string;
  show_services?: boolean;
  max_rows?: number;
  only_problems?: boolean;
}

export const DEFAULT_ROWS = 5;
export const MOST_ROWS = 50;

type Option = Exclude<keyof CardConfig, "type">;

export const OPTIONS: Record<CardKind, readonly Option[]> = {
  stack: ["title", "show_services"],
  queue: ["title", "max_rows", "only_problems"],
  request: ["title"],
};

/** How the editor asks for an option: Home Assistant's selectors. */
export const SELECTORS: Record<Option, Record<string, unknown>> = {
  title: { text: {} },
  show_services: { boolean: {} },
  max_rows: { number: { min: 1, max: MOST_ROWS, mode: "box" } },
  only_problems: { boolean: {} },
};

const isFlag = (value: unknown): boolean => typeof value === "boolean";
const RULES: Record<Option, [(value: unknown) => boolean, string]> = {
  title: [(value) => typeof value === "string", "a text"],
  show_services: [isFlag, "true or false"],
  max_rows: [
    (value) =>
      Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_ROWS,
    `a whole number from 1 to ${MOST_ROWS}`,
  ],
  only_problems: [isFlag, "true or false"],
};

/** Return the configuration of a card. Throws an Error that names the option and what it takes. */
export function checked(kind: CardKind, config: unknown): CardConfig {
  if (typeof config !== "object" || config === null) {
    throw new Error(`autoarr-${kind}-card: the configuration is not a mapping of options`);
  }
  const given = config as Record<string, unknown>;
  for (const option of OPTIONS[kind]) {
    const value = given[option];
    const [fits, wanted] = RULES[option];
    if (value !== undefined && value !== null && !fits(value)) {
      throw new Error(
        `autoarr-${kind}-card: "${option}" takes ${wanted}, not ${JSON.stringify(value)}`,
      );
    }
  }
  return given as unknown as CardConfig;
}

/** What an entity of ours shows, by its translation key: the card that shows more of it. */
const SHOWN_BY: Record<CardKind, readonly string[]> = {
  stack: ["chain", "chain_problem", "health", "audit_score", "audit_findings", "warnings"],
  queue: ["queue", "failed_jobs", "open_failures", "speed", "remaining", "time_remaining"],
  request: ["requests", "open_requests"],
};

interface Entity {
  platform?: string;
  translation_key?: string;
}

/** Whether the card picker offers a card for an entity. */
export function suits(kind: CardKind, entity: Entity | undefined): boolean {
  return (
    entity?.platform === "autoarr" && SHOWN_BY[kind].includes(entity.translation_key ?? "")
  );
}
