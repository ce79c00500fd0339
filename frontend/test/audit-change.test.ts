import { afterEach, describe, expect, it } from "vitest";
import type { HomeAssistant } from "../src/core/hass.js";
import type { ChangeApplied, ChangePreview, FindingRow } from "../src/core/wire.js";
import type { AutoarrChangeDialog } from "../src/pages/audit/change.js";
import "../src/pages/audit/change.js";

type Call = Record<string, unknown> & { service: string; service_data: object };

const FINDING = { id: "sab:pre_check", title: "Pre-check is off", risk: "low" } as FindingRow;
const PREVIEW: ChangePreview = {
  fingerprint: "as-it-was",
  services: [
    {
      service: "SABnzbd",
      service_id: "sab",
      finding_keys: [FINDING.id],
      edits: [{ document: "misc", row: "", path: "pre_check", before: false, after: true }],
    },
  ],
};
const APPLIED: ChangeApplied = {
  changes: [],
  refused: [{ service: "SABnzbd", refusal: "rejected", message: "SABnzbd says no" }],
};

/** A dialog over a Home Assistant that answers by action; an answer that is an error is thrown. */
async function opened(answers: Record<string, unknown>) {
  const calls: Call[] = [];
  const dialog = document.createElement("autoarr-change-dialog");
  dialog.hass = {
    callWS: (message: Call) => {
      calls.push(message);
      const answer = answers[message.service];
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve({ response: answer });
    },
  } as unknown as HomeAssistant;
  dialog.findings = [FINDING];
  document.body.append(dialog);
  await settled(dialog);
  return { dialog, calls };
}

async function settled(dialog: AutoarrChangeDialog): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await Promise.resolve();
    await dialog.updateComplete;
  }
}

const buttons = (dialog: AutoarrChangeDialog) => [
  ...dialog.renderRoot.querySelectorAll("autoarr-button"),
];
const text = (dialog: AutoarrChangeDialog) => dialog.renderRoot.textContent;

afterEach(() => {
  document.body.replaceChildren();
});

describe("the dialog of a change", () => {
  it("writes nothing before a yes, then only what was shown", async () => {
    const { dialog, calls } = await opened({ preview_change: PREVIEW, apply_change: APPLIED });
    expect(calls.map((call) => call.service)).toEqual(["preview_change"]);
    expect(dialog.renderRoot.querySelector("autoarr-edits")?.edits).toEqual(
      PREVIEW.services[0]?.edits,
    );
    buttons(dialog).at(-1)?.click();
    await settled(dialog);
    expect(calls[1]).toMatchObject({
      service: "apply_change",
      service_data: { finding_keys: [FINDING.id], fingerprint: "as-it-was" },
    });
    expect(text(dialog)).toContain("SABnzbd says no");
  });

  it("says why nothing was written, and can look again", async () => {
    const { dialog, calls } = await opened({
      preview_change: PREVIEW,
      apply_change: new Error("Something is different by now"),
    });
    buttons(dialog).at(-1)?.click();
    await settled(dialog);
    expect(text(dialog)).toContain("Something is different by now");
    buttons(dialog).at(-1)?.click();
    await settled(dialog);
    expect(calls.map((call) => call.service)).toEqual([
      "preview_change",
      "apply_change",
      "preview_change",
    ]);
  });

  it("offers no writing where there is nothing to write", async () => {
    const { dialog } = await opened({ preview_change: { fingerprint: "", services: [] } });
    expect(buttons(dialog)).toHaveLength(1);
  });

  it("tells what came of it when it was closed meanwhile", async () => {
    const { dialog } = await opened({ preview_change: PREVIEW, apply_change: APPLIED });
    const said: string[] = [];
    dialog.addEventListener("hass-notification", (event) => {
      said.push((event as CustomEvent<{ message: string }>).detail.message);
    });
    buttons(dialog).at(-1)?.click();
    dialog.findings = [];
    await settled(dialog);
    expect(said.join()).toContain("SABnzbd says no");
  });
});
