import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const FOLDER = fileURLToPath(new URL("src/texts/", import.meta.url));
const TRANSLATION = /^virtual:texts\/([a-z]{2})$/u;

/**
 * Gives translations without their keys, in the order of the English file: the keys would be a third of
 * what a browser loads. `null` stands for a text that is missing.
 */
export function translations(): Plugin {
  return {
    name: "autoarr-translations",
    resolveId: (id) => (TRANSLATION.test(id) ? `\0${id}` : undefined),
    async load(id) {
      const language = TRANSLATION.exec(id.replace("\0", ""))?.[1];
      if (!language) return undefined;
      const [english, translated] = await Promise.all(
        ["en", language].map(async (name) => {
          const file = `${FOLDER}${name}.json`;
          this.addWatchFile(file);
          return JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
        }),
      );
      const list = Object.keys(english ?? {}).map((key) => translated?.[key] ?? null);
      return `export default ${JSON.stringify(list)}`;
    },
  };
}
