import { describe, expect, it } from "vitest";

type Texts = Record<string, string>;

const sources = Object.values(
  import.meta.glob<string>("../src/**/*.ts", { query: "?raw", import: "default", eager: true }),
).join("\n");
const languages = import.meta.glob<Texts>("../src/texts/*.json", {
  import: "default",
  eager: true,
});
const english = languages["../src/texts/en.json"] ?? {};

const found = (pattern: RegExp) =>
  new Set([...sources.matchAll(pattern)].map(([, one]) => one));

const named = found(/"([\w.]+)"/gu);
/** What a key begins with that is put together: `tc("prefix", code)`, `${…}` in a template. */
const begun = [...found(/\btc\(\s*"([\w.]+)"/gu)]
  .map((prefix) => `${String(prefix)}.`)
  .concat([...found(/`([a-z]\w*[\w.]*[._])\$\{/gu)].map(String));
const counted = /\.(?:one|other|many)$/u;

describe("the texts", () => {
  it("are all used", () => {
    const unused = Object.keys(english).filter(
      (key) =>
        !named.has(key) &&
        !(counted.test(key) && named.has(key.replace(counted, ""))) &&
        !begun.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it.each(Object.keys(languages))(
    "of %s are those of English, with the same words filled in",
    (file) => {
      const texts = languages[file] ?? {};
      expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
      const filled = (text: string) => (text.match(/\{\w+\}/gu) ?? []).sort();
      for (const [key, text] of Object.entries(english)) {
        if (!counted.test(key)) expect(filled(texts[key] ?? ""), key).toEqual(filled(text));
      }
    },
  );
});
