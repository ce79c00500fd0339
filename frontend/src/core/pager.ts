/**
 * A long list that arrives page by page, each page known by the cursor that the page before it named.
 * Pages far from view are dropped; their cursor and length stay, so that they keep their place.
 */
export interface Portion<T> {
  items: readonly T[];
  next: string | null;
}

interface Kept<T> {
  cursor: string | null;
  /** Index of its first row. */
  start: number;
  count: number;
  items: readonly T[] | undefined;
}

/** How many rows beyond the view are asked for before somebody gets there. */
const AHEAD = 50;
/** How many pages on either side of the view stay in memory. */
const SPARE = 3;

export class Pager<T> {
  error: unknown = undefined;
  private pages: Kept<T>[] = [];
  private next: string | null | undefined = undefined;
  private wanted = { from: 0, to: 0 };
  private busy = false;

  constructor(
    private readonly fetch: (cursor: string | null) => Promise<Portion<T>>,
    private readonly changed: () => void,
  ) {}

  /** How many rows are known; one more stands for those that come after. */
  get count(): number {
    return this.known + (this.more && this.pages.length ? 1 : 0);
  }

  /** Whether the first page is there. */
  get ready(): boolean {
    return this.pages.length > 0;
  }

  /** How many rows are held in memory. */
  get held(): number {
    return this.pages.reduce((sum, page) => sum + (page.items?.length ?? 0), 0);
  }

  private get known(): number {
    const last = this.pages.at(-1);
    return last ? last.start + last.count : 0;
  }

  private get more(): boolean {
    return this.next !== null;
  }

  at(index: number): T | undefined {
    const page = this.pages[this.pageOf(index)];
    return page?.items?.[index - page.start];
  }

  /** Tell which rows are in view; what is missing of them is asked for, what is far away is dropped. */
  need(from: number, to: number): void {
    this.wanted = { from, to };
    if (this.error === undefined) void this.work();
  }

  /** Go on after an error. */
  retry(): void {
    this.error = undefined;
    this.changed();
    void this.work();
  }

  private pageOf(index: number): number {
    let [low, high] = [0, this.pages.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.pages[middle]?.start ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private missing(): number | undefined {
    const { from, to } = this.wanted;
    if (!this.ready) return 0;
    const last = this.pageOf(Math.max(to - 1, 0));
    for (let page = this.pageOf(from); page <= last; page++)
      if (!this.pages[page]?.items) return page;
    return this.more && to + AHEAD > this.known ? this.pages.length : undefined;
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let page = this.missing(); page !== undefined; page = this.missing())
        await this.load(page);
    } catch (error) {
      this.error = error;
      this.changed();
    }
    this.busy = false;
    this.drop();
  }

  private async load(index: number): Promise<void> {
    const cursor = this.pages[index]?.cursor ?? this.next ?? null;
    const { items, next } = await this.fetch(cursor);
    const start = this.pages[index]?.start ?? this.known;
    this.pages[index] = { cursor, start, count: items.length, items };
    const after = this.pages.at(index + 1);
    if (after?.cursor !== next || after.start !== start + items.length) {
      // The rows have changed since: what came after is asked for anew.
      this.pages.length = index + 1;
      this.next = next;
    }
    this.drop();
    this.changed();
  }

  /** The first page stays: it has no cursor that would name the same rows again. */
  private drop(): void {
    const [first, last] = [this.pageOf(this.wanted.from), this.pageOf(this.wanted.to)];
    for (const [index, page] of this.pages.entries())
      if (index && (index < first - SPARE || index > last + SPARE)) page.items = undefined;
  }
}
