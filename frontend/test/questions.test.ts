import { LitElement } from "lit";
import { afterEach, describe, expect, it } from "vitest";
import type { HomeAssistant } from "../src/core/hass.js";
import type { FailureRow, Overview, QueueQuestion, ServiceRow } from "../src/core/wire.js";
import { OverviewPage } from "../src/pages/overview.js";
import { DeedController } from "../src/pages/overview/deeds.js";

type Message = Record<string, unknown> & { type: string };

const QUESTION: QueueQuestion = {
  token: "0123456789abcdef",
  title: "A queue needs a decision",
  text: "SABnzbd: the news server refuses the login. Shall AutoArr <b>pause</b> the queue?",
  actions: [
    { action: "pause_queue", text: "Pause it" },
    { action: "leave", text: "Leave it" },
  ],
};

/** A house that answers when it is let. */
class House {
  readonly sent: Message[] = [];
  readonly said: string[] = [];
  private readonly waiting: {
    resolve: (answer: unknown) => void;
    reject: (e: unknown) => void;
  }[] = [];
  listener: ((message: unknown) => void) | undefined;

  readonly hass = {
    language: "en",
    user: { id: "u", name: "Boss", is_admin: true },
    connection: {
      subscribeMessage: (listener: (message: unknown) => void) => {
        this.listener = listener;
        return Promise.resolve(() => undefined);
      },
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    },
    callWS: (message: Message) => {
      this.sent.push(message);
      return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    },
  } as unknown as HomeAssistant;

  async answer(failed?: unknown): Promise<void> {
    const asked = this.waiting.shift();
    if (failed === undefined) asked?.resolve({ done: 1 });
    else asked?.reject(failed);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }

  hear(from: EventTarget): void {
    from.addEventListener("hass-notification", (event) => {
      this.said.push((event as CustomEvent<{ message: string }>).detail.message);
    });
  }
}

class Host extends LitElement {
  hass: HomeAssistant | undefined;
}
customElements.define("test-host", Host);

function deeds(house: House): DeedController {
  const host = new Host();
  host.hass = house.hass;
  house.hear(host);
  return new DeedController(host);
}

describe("the answer to a question", () => {
  it("is sent once with its token; the buttons rest until it is done", async () => {
    const house = new House();
    const controller = deeds(house);
    controller.answer(QUESTION, "pause_queue");
    controller.answer(QUESTION, "leave");

    expect(house.sent).toEqual([
      { type: "autoarr/answer", token: QUESTION.token, action: "pause_queue" },
    ]);
    expect(controller.busy(QUESTION.token)).toBe("pause_queue");
    expect(controller.busy("another")).toBe("");
    await house.answer();
    expect(controller.busy(QUESTION.token)).toBe("");
    expect(house.said).toEqual(["Under way: Pause it"]);
  });

  it("that is refused is said, and can be given again", async () => {
    const house = new House();
    const controller = deeds(house);
    controller.answer(QUESTION, "pause_queue");
    await house.answer({ code: "home_assistant_error", message: "SABnzbd does not answer" });

    expect(house.said).toEqual(["SABnzbd does not answer"]);
    controller.answer(QUESTION, "leave");
    expect(house.sent).toHaveLength(2);
  });

  it("about a failure makes the buttons of that failure rest", async () => {
    const house = new House();
    const controller = deeds(house);
    const failure = { id: "job", name: "Some.Film" } as FailureRow;
    controller.want({ failure, action: "leave", question: QUESTION });

    expect(house.sent[0]).toMatchObject({ token: QUESTION.token, action: "leave" });
    expect(controller.busy("job")).toBe("leave");
    await house.answer();
    expect(house.said).toEqual(["Under way: Leave it"]);
  });
});

describe("the overview with a question about a queue", () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  async function shown(questions: QueueQuestion[]) {
    const house = new House();
    const page = new OverviewPage();
    page.hass = house.hass;
    page.base = "/autoarr";
    document.body.append(page);
    house.hear(page);
    await page.updateComplete;
    const meta: Overview = {
      chain: { link: "ok", instance: "" },
      policy: "custom",
      storm: null,
      questions,
      app: { state: "none", version: null },
      model: null,
      disk: [],
      counts: { jobs: 0, failures: 0, waiting: 0, findings: 0, requests: 0 },
    };
    const service: ServiceRow = {
      id: "sab",
      kind: "sabnzbd",
      name: "SABnzbd",
      url: null,
      device_id: null,
      entry_id: "e",
      state: "ok",
      error: null,
      version: null,
      latest: null,
      response_ms: null,
      problems: [],
      facts: {},
    };
    house.listener?.({
      kind: "snapshot",
      topics: {
        overview: { meta, put: [service] },
        jobs: { meta: {} },
        failures: { meta: {} },
      },
    });
    await page.updateComplete;
    return { house, page, root: page.renderRoot };
  }

  it("shows what happened and the buttons before the list of downloads", async () => {
    const { root } = await shown([QUESTION]);
    const [notice, queue] = root.querySelectorAll("autoarr-notice, autoarr-queue");
    expect(notice?.getAttribute("heading")).toBe(QUESTION.title);
    expect(notice?.textContent).toContain(QUESTION.text);
    expect(notice?.querySelector("b")).toBeNull();
    expect(queue?.localName).toBe("autoarr-queue");
    const buttons = [...(notice?.querySelectorAll("autoarr-button") ?? [])];
    expect(buttons.map((button) => button.textContent.trim())).toEqual([
      "Pause it",
      "Leave it",
    ]);
    expect(buttons.map(({ kind }) => kind)).toEqual(["filled", "plain"]);
  });

  it("is busy while it is answered", async () => {
    const { house, page, root } = await shown([QUESTION]);
    const [pause, leave] = root.querySelectorAll("autoarr-notice autoarr-button");
    (pause as HTMLElement).click();
    await page.updateComplete;
    expect(house.sent).toHaveLength(1);
    expect(pause).toMatchObject({ busy: true, disabled: true });
    expect(leave).toMatchObject({ busy: false, disabled: true });

    await house.answer();
    await page.updateComplete;
    expect(leave).toMatchObject({ busy: false, disabled: false });
  });

  it("shows none where there is none", async () => {
    const { root } = await shown([]);
    expect(root.querySelector("autoarr-notice autoarr-button")).toBeNull();
  });
});
