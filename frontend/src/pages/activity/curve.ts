/** The curve of a success rate over days. Pure. */
import type { Tally } from "../../core/wire.js";

export const WIDTH = 600;
export const HEIGHT = 120;
const EDGE = 5;
const DAY = 86_400_000;

export interface Point {
  x: number;
  y: number;
  tally: Tally;
}

/** The days on which something ended, by their date from left to right, 100 % at the top. */
export function curve(days: readonly Tally[]): Point[] {
  const ended = days.filter(({ success_rate: rate }) => rate !== null);
  const at = ({ key }: Tally): number => Date.parse(key) / DAY;
  const dates = ended.map(at);
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  const across = (WIDTH - 2 * EDGE) / Math.max(last - first, 1);
  return ended.map((tally) => ({
    x: first === last ? WIDTH / 2 : EDGE + (at(tally) - first) * across,
    y: EDGE + (1 - (tally.success_rate ?? 0)) * (HEIGHT - 2 * EDGE),
    tally,
  }));
}

/** Of all that ended, the share that ended well; nothing where nothing ended. */
export function overall(days: readonly Tally[]): number | null {
  const sum = (of: (tally: Tally) => number) => days.reduce((all, one) => all + of(one), 0);
  const good = sum(({ recovered }) => recovered);
  const ended = good + sum(({ gave_up: lost }) => lost);
  return ended ? good / ended : null;
}
