import type { Rule as EslintRule } from "eslint";
import type { Finding } from "../audit/report.js";
import type { Rule } from "../rules/rule.js";
import { lineStarts } from "../text/lines.js";
import { findingsIn } from "./findings-in.js";
import type { Edit } from "../text/edit.js";

/** One of our rules as ESLint's. What has one right answer, which grants nothing, is a fix; anything else is a suggestion. */
export function ruleOf({ id, title, source }: Rule): EslintRule.RuleModule {
  return {
    meta: { type: "problem", docs: { description: title, url: source }, fixable: "code", hasSuggestions: true, schema: [] },
    create(context) {
      const look = () => {
        const { sourceCode, filename } = context;
        for (const finding of findingsIn(sourceCode, filename)) if (finding.rule === id) context.report(reported(finding, sourceCode));
      };
      // The root in JSON, and in YAML.
      return { Document: look, Program: look };
    },
  };
}

/** ESLint's languages count columns from 0 or from 1: it is asked by offsets. */
function reported({ message, location, mends = [] }: Finding, sourceCode: EslintRule.RuleContext["sourceCode"]): EslintRule.ReportDescriptor {
  const starts = lineStarts(sourceCode.text);
  const at = (line: number, column: number) => sourceCode.getLocFromIndex((starts[line - 1] ?? 0) + column - 1);
  const [fix] = mends.filter(({ kind }) => kind === "fix");
  const others = mends.filter((mend) => mend !== fix);
  return {
    message, loc: { start: at(location.startLine, location.startColumn), end: at(location.endLine, location.endColumn) },
    ...(fix && { fix: fixing(fix.edits) }), suggest: others.map(({ title, edits }) => ({ desc: title, fix: fixing(edits) })),
  };
}

const fixing = (edits: readonly Edit[]) => (fixer: EslintRule.RuleFixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
