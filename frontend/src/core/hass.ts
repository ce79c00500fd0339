/** What we use of the object that Home Assistant hands to panels and cards. */

import { t } from "./texts.js";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;
export type Unsubscribe = () => void | Promise<void>;

export interface Connection {
  subscribeMessage(
    callback: (message: never) => void,
    message: { type: string; [key: string]: unknown },
    options?: { resubscribe?: boolean },
  ): Promise<Unsubscribe>;
  addEventListener(type: "ready" | "disconnected", listener: () => void): void;
  removeEventListener(type: "ready" | "disconnected", listener: () => void): void;
}

export interface HassEntity {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
}

export interface HomeAssistant {
  connection: Connection;
  connected: boolean;
  language: string;
  locale: { language: string; number_format?: string; time_format?: string };
  user?: { id: string; name: string; is_admin: boolean };
  states: Record<string, HassEntity>;
  entities?: Record<string, { entity_id: string; platform?: string; device_id?: string }>;
  config: { language: string; time_zone?: string };
  themes?: { darkMode?: boolean };
  callWS<T>(message: { type: string; [key: string]: unknown }): Promise<T>;
  hassUrl(path?: string): string;
}

/** The part of the address that belongs to a panel. */
export interface Route {
  prefix: string;
  path: string;
}

/** The number with which Home Assistant's connection rejects who is signed out; with others it is lost. */
const SIGNED_OUT = 2;

/** The words of an error, whatever was thrown; always a sentence for a person. */
export function wordsOf(error: unknown): string {
  if (typeof error === "number") {
    return t(error === SIGNED_OUT ? "error.signed_out" : "error.offline");
  }
  if (typeof error === "string" && error) return error;
  if (typeof error !== "object" || error === null) return t("error.unknown");
  // What was under way when the connection was lost is rejected with the whole answer.
  if ("error" in error) return wordsOf(error.error);
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === "number") return wordsOf(code);
  if (code === "unauthorized") return t("error.unauthorised");
  return typeof message === "string" && message ? message : t("error.unknown");
}
