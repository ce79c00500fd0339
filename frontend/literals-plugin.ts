import ts from "typescript";
import type { Plugin } from "vite";

const TAGS = new Set(["css", "html", "svg", "staticHtml"]);

/** Takes the indentation out of templates and styles: a browser has no use for it. */
export function literals(): Plugin {
  return {
    name: "autoarr-literals",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith(".ts")) return undefined;
      const parts: ts.TemplateLiteralLikeNode[] = [];
      const tags = new Map<ts.TemplateLiteralLikeNode, string>();
      const file = ts.createSourceFile(id, code, ts.ScriptTarget.ES2022, true);
      const visit = (node: ts.Node): void => {
        if (ts.isTaggedTemplateExpression(node) && TAGS.has(node.tag.getText(file))) {
          const { template } = node;
          const found = ts.isNoSubstitutionTemplateLiteral(template)
            ? [template]
            : [template.head, ...template.templateSpans.map((span) => span.literal)];
          for (const part of found) tags.set(part, node.tag.getText(file));
          parts.push(...found);
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      parts.sort((a, b) => b.getStart(file) - a.getStart(file));
      let short = code;
      for (const part of parts) {
        const [start, end] = [part.getStart(file), part.getEnd()];
        const text = short.slice(start, end).replace(/\s+/gu, " ");
        const tight =
          tags.get(part) === "css"
            ? text.replace(/ ?([{};,]) ?/gu, "$1").replace(/: /gu, ":")
            : text;
        short = short.slice(0, start) + tight + short.slice(end);
      }
      return { code: short, map: null };
    },
  };
}
