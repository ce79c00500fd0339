/** Mends what happy-dom does differently from browsers. */
const { prototype } = ShadowRoot;
// eslint-disable-next-line @typescript-eslint/unbound-method
const get = Object.getOwnPropertyDescriptor(prototype, "activeElement")?.get;

// Of a shadow that the focus is not in, a browser says that nothing has it; happy-dom throws.
Object.defineProperty(prototype, "activeElement", {
  configurable: true,
  get(this: ShadowRoot): Element | null {
    try {
      return (get?.call(this) ?? null) as Element | null;
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  },
});
