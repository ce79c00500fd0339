/** A conversation with AutoArr's agent, the same as by voice: what was said, and what it offers now. */
import { act, ask } from "../core/actions.js";
import { wordsOf, type HomeAssistant } from "../core/hass.js";
import { t } from "../core/texts.js";
import type { Choice, Proposals, RequestRow } from "../core/wire.js";

/** The agent reads no longer message. */
export const MOST_CHARS = 300;

export interface Line {
  id: number;
  from: "person" | "agent" | "failure";
  text: string;
}

/** What `conversation/process` answers, as far as it is used. */
interface Processed {
  conversation_id: string | null;
  response: { speech: { plain?: { speech: string } } };
}

/** What an action about a request answers, as far as it is shown. */
export interface Answered {
  status: string;
  message: string;
}

/** The entity of AutoArr's agent; nothing where it is switched off or not running. */
export function agentOf(hass: HomeAssistant): string | undefined {
  const entity = Object.values(hass.entities ?? {}).find(
    (one) => one.platform === "autoarr" && one.entity_id.startsWith("conversation."),
  );
  const id =
    entity?.entity_id ??
    Object.keys(hass.states).find((one) => one.startsWith("conversation.autoarr"));
  return id && hass.states[id]?.state !== "unavailable" ? id : undefined;
}

export class Talk {
  lines: readonly Line[] = [];
  /** Requests of this conversation that wait for a choice. */
  offers: readonly RequestRow[] = [];
  busy = false;
  /** What is being typed, kept while other pages are looked at. */
  draft = "";
  /** What did not arrive, and can be said again. */
  unsent: string | undefined = undefined;
  private conversation: string | null = null;
  private last = 0;
  private readonly listeners = new Set<() => void>();

  /** Tell of every change; returns what ends it. */
  listen(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => {
      this.listeners.delete(changed);
    };
  }

  /** Say something; the answer, or why there is none, is the next line. */
  async say(hass: HomeAssistant, text: string): Promise<void> {
    const words = text.trim().slice(0, MOST_CHARS);
    if (words && this.begin("person", words)) await this.deliver(hass, words);
  }

  /** Say again what did not arrive. */
  async again(hass: HomeAssistant): Promise<void> {
    const words = this.unsent;
    if (words === undefined || !this.begin()) return;
    this.lines = this.lines.slice(0, -1);
    await this.deliver(hass, words);
  }

  /** Take what a button stands for. */
  choose(hass: HomeAssistant, choice: Choice): Promise<void> {
    return this.press(hass, choice.label, "confirm", { token: choice.token });
  }

  /** Turn down what is offered. */
  decline(hass: HomeAssistant, request: RequestRow): Promise<void> {
    return this.press(hass, t("talk.none"), "cancel", { request_id: request.id });
  }

  private async deliver(hass: HomeAssistant, words: string): Promise<void> {
    try {
      const answer = await hass.callWS<Processed>({
        type: "conversation/process",
        text: words,
        conversation_id: this.conversation,
        language: hass.language,
        agent_id: agentOf(hass),
      });
      this.conversation = answer.conversation_id;
      const speech = answer.response.speech.plain?.speech.trim() ?? "";
      this.add("agent", speech === "" ? t("talk.no_words") : speech);
    } catch (error) {
      this.unsent = words;
      this.add("failure", wordsOf(error));
    }
    await this.finish(hass);
  }

  private async press(
    hass: HomeAssistant,
    label: string,
    action: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    if (!this.begin("person", label)) return;
    try {
      this.add("agent", (await act<Answered>(hass, action, data)).message);
    } catch (error) {
      this.add("failure", wordsOf(error));
    }
    await this.finish(hass);
  }

  /** Begin one thing at a time. */
  private begin(from?: Line["from"], text = ""): boolean {
    if (this.busy) return false;
    this.busy = true;
    this.unsent = undefined;
    if (from) this.add(from, text);
    return true;
  }

  private async finish(hass: HomeAssistant): Promise<void> {
    this.offers = await this.offered(hass);
    this.busy = false;
    this.tell();
  }

  private async offered(hass: HomeAssistant): Promise<RequestRow[]> {
    if (this.conversation === null) return [];
    try {
      const { requests } = await ask<Proposals>(hass, "proposals", {
        conversation_id: this.conversation,
      });
      return requests.filter((one) => one.choices.length > 0);
    } catch {
      // The answer names the choices in words too: they can be said where there are no buttons.
      return [];
    }
  }

  private add(from: Line["from"], text: string): void {
    this.lines = [...this.lines, { id: ++this.last, from, text }];
    this.tell();
  }

  private tell(): void {
    for (const changed of this.listeners) changed();
  }
}

const talks = new Map<string, Talk>();

/** The conversation of a place; it lives as long as the window does. */
export function talkOf(place: string): Talk {
  const talk = talks.get(place) ?? new Talk();
  talks.set(place, talk);
  return talk;
}
