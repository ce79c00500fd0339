/** Which rows of a long list are drawn, and where: pure arithmetic, for lists of any length. */

/** Browsers stop growing an element at about 33 million pixels; beyond this the scale is compressed. */
export const MOST_PIXELS = 12_000_000;

export interface View {
  count: number;
  rowHeight: number;
  height: number;
  scrollTop: number;
}

export interface Slice {
  /** First row drawn, and the first one after the last. */
  from: number;
  to: number;
  /** Height of the whole list in pixels, as far as a browser can. */
  total: number;
  /** Where the first drawn row lies, in pixels from the top. */
  top: number;
}

const SPARE = 6;

export function slice({ count, rowHeight, height, scrollTop }: View): Slice {
  const whole = count * rowHeight;
  const total = Math.min(whole, MOST_PIXELS);
  if (count <= 0 || rowHeight <= 0) return { from: 0, to: 0, total: 0, top: 0 };
  const room = Math.max(total - height, 0);
  const at = Math.min(Math.max(scrollTop, 0), room);
  // Where the view begins in the list as it would be without compression.
  const begin = room > 0 ? (at / room) * Math.max(whole - height, 0) : 0;
  const first = Math.floor(begin / rowHeight);
  const from = Math.max(first - SPARE, 0);
  const to = Math.min(Math.ceil((begin + height) / rowHeight) + SPARE, count);
  return { from, to, total, top: at - (begin - from * rowHeight) };
}

/** The scroll position that shows a row at the top. */
export function scrollTo(
  index: number,
  { count, rowHeight, height }: Omit<View, "scrollTop">,
): number {
  const whole = count * rowHeight;
  const room = Math.max(Math.min(whole, MOST_PIXELS) - height, 0);
  const far = Math.max(whole - height, 0);
  return far > 0 ? Math.min((Math.min(index, count - 1) * rowHeight * room) / far, room) : 0;
}
