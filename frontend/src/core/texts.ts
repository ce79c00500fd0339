/** Texts by key, in the user's language; a language is loaded when it is first needed. */
import english from "../texts/en.json";

export type TextKey = keyof typeof english;
type Texts = Partial<Record<string, string>>;

type Translation = Promise<{ default: readonly (string | null)[] }>;

const LOADERS: Record<string, () => Translation> = {
  de: () => import("virtual:texts/de"),
  fr: () => import("virtual:texts/fr"),
  es: () => import("virtual:texts/es"),
  nl: () => import("virtual:texts/nl"),
};

let texts: Texts = english;
let loaded = "en";

const formats = new Map<string, unknown>();

/** A format in the language of now: to make one takes longer than to use it a hundred times. */
function kept<T>(name: string, make: () => T): T {
  const key = `${loaded} ${name}`;
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key) as T;
}

/** Load the texts of a language ("de-CH" has those of "de"); English where there are none. */
export async function loadTexts(language: string): Promise<void> {
  const wanted = (language.split(/[-_]/u)[0] ?? "en").toLowerCase();
  if (wanted === loaded) return;
  const translated = (await LOADERS[wanted]?.())?.default;
  texts = translated
    ? Object.fromEntries(
        Object.keys(english).map((key, index) => [key, translated[index] ?? undefined]),
      )
    : english;
  loaded = wanted;
}

/** A text with its placeholders filled. What fills them is never read as a template. */
export function t(key: TextKey, words: Record<string, string | number> = {}): string {
  const template = texts[key] ?? english[key];
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) =>
    name in words ? String(words[name]) : whole,
  );
}

/** A text for a number: `key.one` and `key.other`, as the language counts. */
export function tn(
  key: string,
  count: number,
  words: Record<string, string | number> = {},
): string {
  const form = kept("plural", () => new Intl.PluralRules(loaded)).select(count);
  const known = `${key}.${form}` in english ? `${key}.${form}` : `${key}.other`;
  return t(known as TextKey, { count: number(count), ...words });
}

/** A text whose key is put together from a code of the integration; the code itself where none is known. */
export function tc(prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  return key in english ? t(key as TextKey) : code;
}

export function number(value: number, digits = 0): string {
  return kept(
    `number ${digits}`,
    () => new Intl.NumberFormat(loaded, { maximumFractionDigits: digits }),
  ).format(value);
}

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Bytes as people read them: "4.2 GB". */
export function bytes(value: number): string {
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), UNITS.length - 1);
  return `${number(value / 1000 ** power, power > 1 ? 1 : 0)} ${UNITS[power] ?? "B"}`;
}

/** Seconds as "1:02:03" or "4:05". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}

export function dateTime(iso: string): string {
  return kept(
    "moment",
    () => new Intl.DateTimeFormat(loaded, { dateStyle: "medium", timeStyle: "short" }),
  ).format(new Date(iso));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** "5 minutes ago", "in 2 hours". */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return kept(
    "relative",
    () => new Intl.RelativeTimeFormat(loaded, { numeric: "auto" }),
  ).format(Math.round(seconds / size), unit);
}
