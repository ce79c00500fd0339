import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FailureRow, JobRow, Overview, ServiceRow } from "../src/core/wire.js";
import { chainOf, culprit, halves } from "../src/pages/overview/chain-model.js";
import {
  Selection,
  askedTogether,
  countsOf,
  entriesOf,
  select,
  type Entry,
  type Wish,
} from "../src/pages/overview/queue-model.js";

const wanted = (change: Partial<Wish> = {}): Wish => ({
  filter: "all",
  sort: "queue",
  search: "",
  ...change,
});

function failure(id: string, change: Partial<FailureRow> = {}): FailureRow {
  return {
    id,
    name: `Release.${id}`,
    title: `Title ${id}`,
    cause: "article_missing",
    cause_text: "Articles are missing",
    at_fault: "release",
    evidence: [],
    state: "waiting",
    strategy: null,
    message: null,
    next_try: null,
    failed_at: "2026-11-26T10:00:00+00:00",
    tried: 0,
    instance: "Radarr",
    sabnzbd: "SABnzbd",
    correlation: `story-${id}`,
    actions: [],
    question: null,
    ...change,
  };
}

function job(id: string, place: number, change: Partial<JobRow> = {}): JobRow {
  return {
    id,
    place,
    name: `Some.Release.${id}`,
    title: null,
    state: "downloading",
    state_text: "downloading",
    protocol: "usenet",
    sabnzbd: "SABnzbd",
    instance: "Radarr",
    category: "movies",
    progress: 10,
    size_bytes: 1_000,
    left_bytes: 900,
    seconds_left: 60,
    marks: [],
    torrent: false,
    correlation: null,
    poster: null,
    failure: null,
    ...change,
  };
}

const map = <R extends { id: string }>(...rows: R[]) =>
  new Map(rows.map((row) => [row.id, row]));
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);

describe("the list of downloads", () => {
  it("shows a failure with its job once, and one without a job by itself", () => {
    const lost = failure("b");
    const entries = entriesOf(
      map(job("a", 1, { failure: failure("a") })),
      map(failure("a"), lost),
    );
    expect(ids(entries)).toEqual(["a", "b"]);
    expect(entries[1]?.failure).toBe(lost);
  });

  it("keeps the order of the queue, with failures that have no job behind it", () => {
    const entries = entriesOf(map(job("a", 2.5), job("b", -1), job("c", 2)), map(failure("x")));
    expect(ids(select(entries, wanted()))).toEqual(["b", "c", "a", "x"]);
  });

  it("puts first what waits for an answer, then what failed last", () => {
    const entries = entriesOf(
      new Map(),
      map(
        failure("old", { failed_at: "2026-11-01T10:00:00+00:00" }),
        failure("late", { failed_at: "2026-11-20T10:00:00+00:00" }),
        failure("asked", {
          failed_at: "2026-10-01T10:00:00+00:00",
          state: "asked",
          question: { token: "t", actions: [{ action: "leave", text: "Leave it" }] },
        }),
      ),
    );
    expect(ids(select(entries, wanted({ filter: "needs" })))).toEqual(["asked", "late", "old"]);
  });

  it("tells failed, moving and settled apart", () => {
    const entries = entriesOf(
      map(
        job("moving", 1),
        job("blocked", 2, { state: "blocked" }),
        job("paused", 3, { state: "paused" }),
        job("hurt", 4, { state: "failed", failure: failure("hurt") }),
      ),
      map(failure("done", { state: "recovered" }), failure("lost", { state: "gave_up" })),
    );
    expect(ids(select(entries, wanted({ filter: "needs" }))).sort()).toEqual([
      "blocked",
      "hurt",
    ]);
    expect(ids(select(entries, wanted({ filter: "active" })))).toEqual(["moving"]);
    expect(ids(select(entries, wanted({ filter: "settled" })))).toEqual(["done", "lost"]);
    expect(countsOf(entries)).toEqual({ all: 4, needs: 2, active: 1, settled: 2 });
  });

  it("finds every word in any order, with dots for spaces, in names of services too", () => {
    const entries = entriesOf(
      map(
        job("a", 1, { name: "Dune.Part.Two.2024.2160p", instance: "Radarr 4K" }),
        job("b", 2, { name: "Dune.1984.720p" }),
      ),
      new Map(),
    );
    expect(ids(select(entries, wanted({ search: "two dune" })))).toEqual(["a"]);
    expect(ids(select(entries, wanted({ search: "part.two" })))).toEqual(["a"]);
    expect(ids(select(entries, wanted({ search: "dune radarr" })))).toEqual(["a", "b"]);
    expect(ids(select(entries, wanted({ search: "dune 4k" })))).toEqual(["a"]);
    expect(select(entries, wanted({ search: "heat" }))).toEqual([]);
  });

  it("orders by time left, size and title; what is not known comes last", () => {
    const entries = entriesOf(
      map(
        job("a", 1, { seconds_left: null, size_bytes: 5, title: "Episode 10" }),
        job("b", 2, { seconds_left: 90, size_bytes: null, title: "Episode 9" }),
        job("c", 3, { seconds_left: 30, size_bytes: 50, title: "arrival" }),
      ),
      new Map(),
    );
    expect(ids(select(entries, wanted({ sort: "left" })))).toEqual(["c", "b", "a"]);
    expect(ids(select(entries, wanted({ sort: "size" })))).toEqual(["c", "a", "b"]);
    expect(ids(select(entries, wanted({ sort: "name" })))).toEqual(["c", "b", "a"]);
  });

  it("loses and doubles nothing, whatever the order and the filter", () => {
    const jobs = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1 }),
        place: fc.double({ noNaN: true }),
        seconds: fc.option(fc.nat()),
        state: fc.constantFrom("waiting", "downloading", "failed", "blocked"),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(
        jobs,
        fc.constantFrom("queue", "left", "size", "name"),
        fc.constantFrom("all", "needs", "active", "settled"),
        (rows, sort, filter) => {
          const entries = entriesOf(
            map(
              ...rows.map((row) =>
                job(row.id, row.place, { ...row, seconds_left: row.seconds }),
              ),
            ),
            new Map(),
          );
          const shown = select(entries, wanted({ sort, filter }));
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown.length).toBe(countsOf(entries)[filter]);
        },
      ),
    );
  });

  it("is worked out anew only when something has changed", () => {
    const selection = new Selection();
    const [jobs, failures] = [map(job("a", 1)), map(failure("b"))];
    const { shown } = selection.look(jobs, failures, wanted());
    expect(selection.look(jobs, failures, wanted()).shown).toBe(shown);
    expect(selection.look(jobs, failures, wanted({ search: "b" })).shown).not.toBe(shown);
    expect(ids(selection.look(map(job("c", 1)), failures, wanted()).shown)).toEqual(["c", "b"]);
  });

  it("counts what one answer decides", () => {
    const question = { token: "season", actions: [{ action: "leave", text: "Leave it" }] };
    const entries = entriesOf(
      new Map(),
      map(failure("a", { question }), failure("b", { question }), failure("c")),
    );
    expect(askedTogether(entries, "season")).toBe(2);
  });
});

function service(
  kind: ServiceRow["kind"],
  name: string,
  change: Partial<ServiceRow> = {},
): ServiceRow {
  return {
    id: name,
    kind,
    name,
    url: null,
    device_id: null,
    entry_id: "entry",
    state: "ok",
    error: null,
    version: "1",
    latest: null,
    response_ms: 5,
    problems: [],
    facts: {},
    ...change,
  };
}

function overview(link: string, instance: string, disk: Overview["disk"] = []): Overview {
  return {
    chain: { link, instance },
    policy: "dry_run",
    storm: null,
    questions: [],
    app: { state: "none", version: null },
    model: null,
    disk,
    counts: { jobs: 0, failures: 0, waiting: 0, findings: 0, requests: 0 },
  };
}

const stack = [
  service("radarr", "HD"),
  service("radarr", "4K"),
  service("sonarr", "Series"),
  service("sabnzbd", "Main"),
  service("sabnzbd", "Spare"),
  service("plex", "House"),
];
const broken = (stages: ReturnType<typeof chainOf>) =>
  stages.flatMap(({ nodes }) => nodes.filter((node) => node.broken).map(({ key }) => key));

describe("the chain", () => {
  it("puts every service into its stage, and a provider behind each SABnzbd", () => {
    const stages = chainOf(overview("ok", ""), stack);
    expect(stages.map(({ name, nodes }) => [name, nodes.map((node) => node.name)])).toEqual([
      ["search", ["HD", "4K", "Series"]],
      ["download", ["Main", "Spare"]],
      ["provider", ["Main", "Spare"]],
      ["disk", []],
      ["watch", ["House"]],
    ]);
    expect(broken(stages)).toEqual([]);
  });

  it.each([
    ["radarr", "4K", "4K"],
    ["sabnzbd", "Spare", "Spare"],
    ["provider", "Main", "provider:Main"],
    ["plex", "House", "House"],
  ])("marks only the %s that breaks it first", (link, instance, key) => {
    const stages = chainOf(overview(link, instance), stack);
    expect(broken(stages)).toEqual([key]);
    expect(stages.filter((stage) => stage.broken).length).toBe(1);
    const node = stages.flatMap(({ nodes }) => nodes).find((one) => one.key === key);
    expect(node?.state).not.toBe("ok");
  });

  it("takes folders with the same free space for one disk, and marks the full one", () => {
    const disks = [
      { path: "/data/incomplete", free: 900, total: 10_000, low: true },
      { path: "/data/complete", free: 900, total: null, low: true },
      { path: "/movies", free: 70_000, total: null, low: false },
    ];
    const stage = chainOf(overview("disk", "Main", disks), stack)[3];
    expect(stage?.nodes.map(({ name, broken: hit }) => [name, hit])).toEqual([
      ["/data/incomplete", true],
      ["/movies", false],
    ]);
    expect(stage?.nodes[0]?.disk).toEqual({ free: 900, total: 10_000, others: 1 });
  });

  it("shows a folder that is gone although nothing measures it", () => {
    const gone = service("radarr", "HD", {
      problems: [{ id: "disk:/nas", level: "error", text: "Cannot be reached", help: null }],
    });
    const stage = chainOf(overview("disk", "HD"), [gone])[3];
    expect(stage?.nodes).toMatchObject([{ name: "/nas", state: "down", broken: true }]);
  });

  it("says the problem that breaks it, not another one of the service", () => {
    const problem = (id: string) => ({ id, level: "error" as const, text: id, help: null });
    const main = service("sabnzbd", "Main", {
      problems: [problem("warning:1"), problem("server:news"), problem("disk:/data")],
    });
    expect(culprit(overview("provider", "Main"), [main])?.id).toBe("server:news");
    expect(culprit(overview("disk", "Main"), [main])?.id).toBe("disk:/data");
    expect(culprit(overview("sabnzbd", "Main"), [main])?.id).toBe("warning:1");
    expect(culprit(overview("ok", ""), [main])).toBeUndefined();
    expect(culprit(overview("plex", "House"), [main])).toBeUndefined();
  });
});

describe("a path that may be cut in the middle", () => {
  it("keeps its end, from a folder on where that is short", () => {
    expect(halves("/mnt/user/data/media/movies")).toEqual(["/mnt/user/data/media", "/movies"]);
    expect(halves("D:\\Media\\Downloads\\tv")).toEqual(["D:\\Media\\Downloads", "\\tv"]);
    expect(halves("/data/a_very_long_name_of_a_folder")[1]).toBe("_of_a_folder");
    expect(halves("/movies")).toEqual(["", "/movies"]);
    expect(halves("/mnt/tv/")).toEqual(["", "/mnt/tv/"]);
  });

  it("is whole all the same", () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        const [start, end] = halves(path);
        expect(start + end).toBe(path);
        expect(end.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});
