import { html, render, type TemplateResult } from "lit";
import { afterEach, describe, expect, it } from "vitest";
import { AutoarrDialog } from "../src/parts/dialog.js";
import { focused } from "../src/parts/focus.js";

const ACTIONS = html`<autoarr-button slot="actions" id="safe">Cancel</autoarr-button>
  <autoarr-button slot="actions" id="does">Do it</autoarr-button>`;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve));
}

/** A list with a button, and a dialog that it opens. */
async function page(inside: TemplateResult, reading = false) {
  const place = document.body.appendChild(document.createElement("main"));
  render(
    html`<ul>
        <li><a href="#row">Row</a> <button id="opener">Open</button></li>
        <li><button id="other">Other</button></li>
      </ul>
      <autoarr-dialog heading="Sure?" ?reading=${reading}>${inside}</autoarr-dialog>`,
    place,
  );
  const dialog = document.querySelector("autoarr-dialog");
  const opener = document.querySelector<HTMLButtonElement>("#opener");
  if (!(dialog instanceof AutoarrDialog) || !opener) throw new Error("nothing was rendered");
  await settled();
  opener.focus();
  dialog.open = true;
  await settled();
  return { dialog, opener };
}

/** The id of what has the focus, a button's for what is inside it. */
function at(): string | undefined {
  const element = focused();
  const root = element?.getRootNode();
  return root instanceof ShadowRoot ? root.host.id : element?.id;
}

describe("a dialog", () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  it("puts the focus on its first field", async () => {
    await page(
      html`<p>Why?</p>
        <label>Reason <input id="why" /></label>${ACTIONS}`,
    );
    expect(at()).toBe("why");
  });

  it("without one puts it on the action that changes nothing", async () => {
    await page(
      html`<p>It cannot be taken back.</p>
        ${ACTIONS}`,
    );
    expect(at()).toBe("safe");
  });

  it("that is there to be read puts it on no action", async () => {
    await page(
      html`<p>A long story</p>
        ${ACTIONS}`,
      true,
    );
    expect(["safe", "does"]).not.toContain(at());
  });

  it("gives the focus back when it is closed", async () => {
    const { dialog } = await page(ACTIONS);
    dialog.open = false;
    await settled();
    expect(at()).toBe("opener");
  });

  it("gives it to what is near when the button rests or is gone", async () => {
    for (const end of [
      (opener: HTMLButtonElement) => {
        opener.disabled = true;
      },
      (opener: HTMLButtonElement) => {
        opener.remove();
      },
    ]) {
      const { dialog, opener } = await page(ACTIONS);
      const row = opener.closest("li");
      dialog.open = false;
      end(opener);
      await settled();
      expect(row?.contains(focused())).toBe(true);
      document.body.replaceChildren();
    }
  });

  it("finds another place when the button with the focus goes while it is open", async () => {
    const { dialog } = await page(ACTIONS);
    document.querySelector<HTMLElement>("#does")?.focus();
    document.querySelector("#does")?.remove();
    await settled();
    expect(dialog.open).toBe(true);
    expect(at()).toBe("safe");
  });
});
