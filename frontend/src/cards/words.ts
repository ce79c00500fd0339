/** What the card picker and the editors say, in the user's language. */
import { loadTexts, t } from "../core/texts.js";
import { OPTIONS, SELECTORS, checked, type CardKind } from "./config.js";

interface Field {
  name: keyof typeof SELECTORS;
  selector: Record<string, unknown>;
}

/** The form of an editor, as Home Assistant draws it. */
export async function form(kind: CardKind, language: string) {
  await loadTexts(language);
  return {
    schema: OPTIONS[kind].map<Field>((name) => ({ name, selector: SELECTORS[name] })),
    computeLabel: ({ name }: Field): string => t(`card.${name}`),
    assertConfig: (config: unknown): void => {
      checked(kind, config);
    },
  };
}

/** How the picker calls a card or the strategy. */
export async function named(
  kind: CardKind | "strategy",
  language: string,
): Promise<{ name: string; description: string }> {
  await loadTexts(language);
  const name = kind === "strategy" ? t("app_name") : t(`card.${kind}`);
  return { name, description: t(`card.${kind}.about`) };
}
