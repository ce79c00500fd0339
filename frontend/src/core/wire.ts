/**
 * What the integration sends: the shapes of topics and answers (custom_components/autoarr/websocket/).
 * Texts are translated where they are the integration's own; names, titles and messages of services are
 * untrusted and are only ever rendered as text.
 */
import type { Json, JsonObject } from "./hass.js";

export type ServiceKind = "radarr" | "sonarr" | "sabnzbd" | "plex";
export type Severity = "debug" | "info" | "warning" | "error";

/* ── topic `overview`: meta, and one row a service ── */

export interface Overview {
  /** The first broken link: `ok`, `unknown`, `not_set_up`, or what is broken, with the instance it is in. */
  chain: { link: string; instance: string };
  policy: "dry_run" | "recommended" | "off" | "custom";
  /** Since when a storm of failures has stopped every action. */
  storm: string | null;
  /** What is asked about whole queues; only administrators are shown it. */
  questions: QueueQuestion[];
  app: {
    state: "none" | "ok" | "unreachable" | "incompatible" | "unauthorised";
    version: string | null;
  };
  model: { state: string; name: string | null } | null;
  disk: { path: string; free: number; total: number | null; low: boolean }[];
  counts: {
    jobs: number;
    failures: number;
    waiting: number;
    findings: number;
    requests: number;
  };
}

/** What AutoArr asks, in the words of the notification on a phone. */
export interface Question {
  /** Single use; `answer` takes it. */
  token: string;
  /** The likeliest first. */
  actions: { action: string; text: string }[];
}

export interface QueueQuestion extends Question {
  title: string;
  text: string;
}

export interface ServiceRow {
  id: string;
  kind: ServiceKind;
  name: string;
  /** Only for administrators. */
  url: string | null;
  device_id: string | null;
  entry_id: string;
  state: "ok" | "problem" | "down" | "unauthorised" | "unknown";
  /** Why it is down, in words for a person. */
  error: string | null;
  version: string | null;
  latest: string | null;
  response_ms: number | null;
  problems: Problem[];
  facts: JsonObject;
}

export interface Problem {
  id: string;
  level: "info" | "warning" | "error";
  text: string;
  /** The button that helps: a path of Home Assistant or of the panel, an https page, or none. */
  help: { label: string; path: string } | null;
}

/* ── topic `jobs`: meta {total, speed, paused, remaining_seconds}, and one row a download ── */

export interface Jobs {
  total: number;
  /** Bytes a second, over all SABnzbd. */
  speed: number;
  paused: boolean;
  remaining_seconds: number | null;
}

export interface JobRow {
  id: string;
  /** Sorts the list, ascending; no ordinal: a row keeps its place while others come and go. */
  place: number;
  name: string;
  title: string | null;
  state: string;
  state_text: string;
  protocol: string;
  sabnzbd: string | null;
  instance: string | null;
  category: string | null;
  progress: number | null;
  size_bytes: number | null;
  left_bytes: number | null;
  seconds_left: number | null;
  marks: string[];
  torrent: boolean;
  correlation: string | null;
  poster: Poster | null;
  /** The failure that belongs to it, which the buttons are about. */
  failure: FailureRow | null;
}

/* ── topic `failures`: meta {policies, would_have_done}, and one row a failure ── */

export interface Failures {
  policies: Record<string, string>;
  would_have_done: {
    at: string;
    name: string;
    cause: string;
    strategy: string;
    message: string;
    instance: string;
  }[];
}

export interface FailureRow {
  id: string;
  name: string;
  title: string;
  cause: string;
  cause_text: string;
  at_fault: string;
  evidence: string[];
  state: string;
  strategy: string | null;
  /** What recovery does about it and why, or why it does nothing. */
  message: string | null;
  next_try: string | null;
  failed_at: string;
  tried: number;
  instance: string | null;
  sabnzbd: string | null;
  correlation: string;
  /** Names of actions that make sense now: retry, next_release, lower_quality, force_import, postpone_failure, ignore_failure, undo_recovery. */
  actions: string[];
  /** It waits for a yes. */
  question: Question | null;
}

/* ── topic `requests`: meta {me}, and one row a request ── */

export interface Requests {
  me: { may_request: boolean; needs_approval: boolean; may_approve: boolean };
}

export interface RequestRow {
  id: string;
  title: string;
  media_type: "movie" | "tv" | null;
  year: number | null;
  quality: string | null;
  state: string;
  state_text: string;
  note: string | null;
  progress: number | null;
  choices: Choice[];
  requester_name: string | null;
  mine: boolean;
  instance: string | null;
  correlation: string;
  created: string;
  updated: string;
  open: boolean;
  poster: Poster | null;
  /** The states it has passed, with times, oldest first. */
  history: { state: string; state_text: string; at: string }[];
}

export interface Choice {
  /** Single use; `confirm` takes it. */
  token: string;
  label: string;
  detail: string | null;
  poster: Poster | null;
}

/** What `autoarr/posters` signs: an image of a service that is set up; never a remote address. */
export interface Poster {
  instance: string;
  path: string;
}

/** `autoarr/proposals` {conversation_id} -> what a conversation offers at this moment. */
export interface Proposals {
  requests: RequestRow[];
}

/* ── topic `audit`: meta, and one row a finding; topic `changes`; topic `drift` ── */

export interface Audit {
  at: string | null;
  running: boolean;
  score: number | null;
  scores: {
    instance: string;
    name: string;
    kind: ServiceKind;
    score: number | null;
    unread: string | null;
  }[];
  skipped: { rule: string; title: string; instance: string; reason_text: string }[];
  schedule_text: string;
  can_explain: boolean;
}

export interface FindingRow {
  /** The key of the finding. */
  id: string;
  rule: string;
  instance: string;
  name: string;
  kind: ServiceKind;
  category: string;
  category_text: string;
  severity: "error" | "warning" | "info";
  risk: "none" | "low" | "medium" | "high";
  title: string;
  reason: string;
  source: string;
  steps: string[];
  found: Json;
  wanted: Json;
  applicable: boolean;
  ignored: { reason: string; until: string | null; by: string | null } | null;
}

export interface ChangeRow {
  id: string;
  at: string;
  instance: string;
  name: string;
  state: string;
  state_text: string;
  by: string | null;
  titles: string[];
  edits: { document: string; row: string; path: string; before: Json; after: Json }[];
  undoable: boolean;
  detail: string;
}

export interface DriftRow {
  id: string;
  at: string;
  instance: string;
  name: string;
  document: string;
  row: string;
  path: string;
  before: Json;
  after: Json;
  author: "autoarr" | "somebody";
}

/* ── `autoarr/activity` {since, until, service[], severity[], kind[], q, correlation, cursor, limit} ── */

export interface ActivityPage {
  items: Activity[];
  next: string | null;
  /** `local`: no app is paired, only the last 5,000 events are known. */
  source: "app" | "local";
}

export interface Activity {
  id: string;
  at: string;
  kind: string;
  kind_text: string;
  severity: Severity;
  title: string;
  service: string;
  instance: string;
  correlation: string;
  /** A sentence about what happened, with words of the services in it. */
  text: string;
}

/** `autoarr/activity/stats` {since, until}. */
export interface ActivityStats {
  by_day: Tally[];
  by_cause: (Tally & { text: string })[];
  by_strategy: (Tally & { text: string })[];
  source: "app" | "local";
}

export interface Tally {
  key: string;
  failures: number;
  recovered: number;
  gave_up: number;
  success_rate: number | null;
}

/* ── topic `settings`, for administrators ── */

export interface Settings {
  policies: { strategy: string; strategy_text: string; about: string; policy: string }[];
  policy_names: Record<string, string>;
  modes: { instance: string; name: string; mode: string; about: string }[];
  people: { user_id: string; name: string; permission: string }[];
  permissions: Record<string, string>;
  audit_schedule: { interval: "off" | "daily" | "weekly"; time: string; weekday: string };
  app: {
    state: Overview["app"]["state"];
    version: string | null;
    detail: string | null;
    supervisor: boolean;
  };
  services: {
    id: string;
    kind: ServiceKind;
    name: string;
    entry_id: string;
    subentry_id: string;
  }[];
}

/* ── topic `models`, for administrators: meta {active, state, error}, one row a model of the catalogue ── */

export interface ModelRow {
  id: string;
  name: string;
  size_bytes: number;
  memory_bytes: number | null;
  licence: string;
  licence_url: string | null;
  accuracy: string | null;
  state: "absent" | "downloading" | "present" | "active" | "failed";
  progress: { done: number; total: number } | null;
  error: string | null;
}

/* ── what actions of the audit answer ── */

export type EditRow = ChangeRow["edits"][number];

/** `autoarr.preview_change` {finding_keys}. */
export interface ChangePreview {
  /** Given to `apply_change`: nothing is written when anything is different by then. */
  fingerprint: string;
  services: { service: string; service_id: string; finding_keys: string[]; edits: EditRow[] }[];
}

/** `autoarr.apply_change` {finding_keys, fingerprint}. */
export interface ChangeApplied {
  changes: {
    change_id: string | null;
    service: string;
    state: string;
    detail: string;
    edits: EditRow[];
  }[];
  refused: { service: string; refusal: string; message: string }[];
}

/** `autoarr.explain_findings` {finding_keys, language}: the words of a model. */
export interface FindingsExplained {
  model: string;
  explanations: { finding_key: string; title: string; explanation: string | null }[];
}

/* ── commands of the settings, for administrators; the topics tell what came of them ── */

/**
 * `autoarr/settings/set_policies` {preset: "recommended" | "report"} or {policies: strategy -> policy};
 * `set_people` {people: [{user_id, permission: "free" | "approval" | "none"}]}; `set_audit_schedule` takes
 * `Settings["audit_schedule"]`. Each names only what changes, and answers the new `Settings`.
 */

/** `autoarr/models/download` {model, accept_licence: true}; `activate` and `delete` {model}; `test` {sentence}. */
export interface ModelTest {
  model: string;
  ms: number;
  /** What the model made of the sentence. */
  parsed: JsonObject;
}
