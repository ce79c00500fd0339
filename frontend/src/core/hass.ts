/** What we use of the object that Home Assistant hands to panels and cards. */

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

/** What Home Assistant's websocket rejects with. */
export interface WsError {
  code: string;
  message: string;
  translation_key?: string;
  translation_domain?: string;
  translation_placeholders?: Record<string, string>;
}

export function isWsError(error: unknown): error is WsError {
  return typeof error === "object" && error !== null && "code" in error && "message" in error;
}

/** The words of an error, whatever was thrown. */
export function wordsOf(error: unknown): string {
  if (isWsError(error)) return error.message;
  return error instanceof Error ? error.message : String(error);
}
