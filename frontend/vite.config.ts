import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { literals } from "./literals-plugin.js";
import { translations } from "./texts-plugin.js";

/** Two entries, content-hashed; `entries.json` tells the integration how they are called. */
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [translations(), literals()],
  build: {
    target: "es2022",
    outDir: fileURLToPath(new URL("../custom_components/autoarr/frontend", import.meta.url)),
    emptyOutDir: true,
    // hassfest takes every `manifest.json` for an integration.
    manifest: "entries.json",
    modulePreload: false,
    reportCompressedSize: true,
    rolldownOptions: {
      input: {
        panel: fileURLToPath(new URL("src/panel.ts", import.meta.url)),
        cards: fileURLToPath(new URL("src/cards.ts", import.meta.url)),
      },
      preserveEntrySignatures: false,
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts"],
  },
});
