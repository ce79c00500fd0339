/** A translation: the texts in the order of en.json (texts-plugin.ts). */
declare module "virtual:texts/*" {
  const texts: readonly (string | null)[];
  export default texts;
}
