/** Notes in the browser's timeline when something could be seen, for benchmarks. */
export function notePainted(mark: string): void {
  // The second frame from now begins after what has just been drawn was painted.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(mark)));
}
