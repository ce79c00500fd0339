/** The chain from a wish to the screen as a picture shows it: stages in order, what stands in each. Pure. */
import type { Overview, ServiceKind, ServiceRow } from "../../core/wire.js";

export const STAGES = ["search", "download", "provider", "disk", "watch"] as const;
export type StageName = (typeof STAGES)[number];

export interface ChainNode {
  key: string;
  kind: ServiceKind | "provider" | "disk";
  /** The name of the service, the SABnzbd whose provider it is, or the path. */
  name: string;
  state: ServiceRow["state"];
  /** Whether the chain breaks here first. */
  broken: boolean;
  disk: { free: number; total: number | null; others: number } | null;
}

export interface Stage {
  name: StageName;
  nodes: ChainNode[];
  broken: boolean;
}

const STAGE_OF: Partial<Record<string, StageName>> = {
  radarr: "search",
  sonarr: "search",
  sabnzbd: "download",
  provider: "provider",
  disk: "disk",
  plex: "watch",
};

/** The stages of the chain; those that nothing stands in are empty. */
export function chainOf(overview: Overview, services: readonly ServiceRow[]): Stage[] {
  const { link, instance } = overview.chain;
  const nodes = [
    ...services.map(ofService),
    ...providers(services),
    ...disks(overview, services),
  ];
  return STAGES.map((name) => {
    const here = nodes.filter(({ kind }) => STAGE_OF[kind] === name);
    const broken = STAGE_OF[link] === name;
    if (broken) for (const node of guilty(here, link, instance)) accuse(node);
    return { name, nodes: here, broken };
  });
}

/** The problem that breaks the chain, as far as one of the service says it; the gravest come first. */
export function culprit(
  overview: Overview,
  services: readonly ServiceRow[],
): ServiceRow["problems"][number] | undefined {
  const { link, instance } = overview.chain;
  const kind = STAGE_OF[link];
  const own = services.filter(
    (row) =>
      row.name === instance && (kind === "provider" || kind === "disk" || row.kind === link),
  );
  const begins = kind === "provider" ? "server:" : kind === "disk" ? "disk:" : "";
  const problems = own.flatMap((row) => row.problems).filter(({ level }) => level === "error");
  return problems.find(({ id }) => id.startsWith(begins));
}

function ofService(row: ServiceRow): ChainNode {
  const { id, kind, name, state } = row;
  return { key: id, kind, name, state, broken: false, disk: null };
}

function providers(services: readonly ServiceRow[]): ChainNode[] {
  return services
    .filter(({ kind }) => kind === "sabnzbd")
    .map((row) => {
      const silent = row.state === "down" || row.state === "unauthorised";
      const fails = row.problems.some(({ id }) => id.startsWith("server:"));
      const state = silent
        ? "unknown"
        : fails
          ? "problem"
          : row.state === "problem"
            ? "ok"
            : row.state;
      const key = `provider:${row.id}`;
      return { key, kind: "provider", name: row.name, state, broken: false, disk: null };
    });
}

/** Folders with exactly the same free space lie on one disk and are one node. */
function disks(overview: Overview, services: readonly ServiceRow[]): ChainNode[] {
  const found = new Map<number, ChainNode>();
  for (const { path, free, total, low } of overview.disk) {
    const known = found.get(free);
    if (known?.disk) {
      known.disk.others += 1;
      known.disk.total ??= total;
      if (low) known.state = "problem";
    } else {
      found.set(free, {
        key: `disk:${path}`,
        kind: "disk",
        name: path,
        state: low ? "problem" : "ok",
        broken: false,
        disk: { free, total, others: 0 },
      });
    }
  }
  const measured = new Set(overview.disk.map(({ path }) => `disk:${path}`));
  const gone = services.flatMap(({ problems }) =>
    problems.filter(({ id }) => id.startsWith("disk:") && !measured.has(id)),
  );
  const lost = [...new Set(gone.map(({ id }) => id))].map<ChainNode>((id) => ({
    key: id,
    kind: "disk",
    name: id.slice("disk:".length),
    state: "down",
    broken: false,
    disk: null,
  }));
  return [...found.values(), ...lost];
}

function guilty(nodes: ChainNode[], link: string, instance: string): ChainNode[] {
  const meant = nodes.filter(({ kind, name, state }) =>
    link === "disk" ? state !== "ok" : kind === link && name === instance,
  );
  return meant.length ? meant : nodes.filter(({ kind }) => kind === link);
}

function accuse(node: ChainNode): void {
  node.broken = true;
  if (node.state === "ok" || node.state === "unknown") node.state = "problem";
}

/** Characters of a path that always stay, at its end. */
const END = 12;

/** A path in two: what may be cut off at its right, and the end that tells folders apart. */
export function halves(path: string): [string, string] {
  const from = Math.max(0, path.length - END);
  const folder = path.slice(from).search(/[\\/](?!$)/u);
  const at = from + Math.max(0, folder);
  return [path.slice(0, at), path.slice(at)];
}
