/** Subscriptions to topics; one may begin before the code of the page that shows them is there. */
import type { HomeAssistant, Unsubscribe } from "./hass.js";
import type { TopicMessage } from "./topics.js";

type Listener = (message: TopicMessage) => void;

interface Early {
  topics: string;
  messages: TopicMessage[];
  listener: Listener;
  end: Promise<Unsubscribe>;
}

/** After so long (ms) nobody comes for it any more. */
export const PATIENCE = 20_000;
let early: Early | undefined;

function begin(hass: HomeAssistant, topics: readonly string[], listener: Listener) {
  return hass.connection.subscribeMessage(listener, {
    type: "autoarr/subscribe",
    topics: [...topics],
    language: hass.language,
  });
}

/** Subscribe now, for the first who asks for the same topics. */
export function subscribeEarly(hass: HomeAssistant, topics: readonly string[]): void {
  const messages: TopicMessage[] = [];
  const mine: Early = {
    topics: String(topics),
    messages,
    listener: (message) => messages.push(message),
    end: begin(hass, topics, (message: TopicMessage) => {
      mine.listener(message);
    }),
  };
  // Whoever takes it over hears of the refusal.
  mine.end.catch(() => undefined);
  early = mine;
  setTimeout(() => {
    if (early !== mine) return;
    early = undefined;
    void mine.end.then((end) => end()).catch(() => undefined);
  }, PATIENCE);
}

/** Subscribe, or take over what was begun early; what it has told by then is told at once. */
export function subscribe(
  hass: HomeAssistant,
  topics: readonly string[],
  listener: Listener,
): Promise<Unsubscribe> {
  if (early?.topics !== String(topics)) return begin(hass, topics, listener);
  const { messages, end } = early;
  early.listener = listener;
  early = undefined;
  for (const message of messages) listener(message);
  return end;
}
