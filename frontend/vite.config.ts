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
    // What a page needs is fetched side by side, not one import after the other.
    modulePreload: { polyfill: false },
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
        codeSplitting: {
          groups: [
            { name: "pages", test: /src\/(pages|core\/early)\.ts$/u },
            // Fewer, larger files: each one costs a round trip to Home Assistant.
            { name: "shared", minShareCount: 3, test: /node_modules|src\/(core|parts)\// },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
  },
});
