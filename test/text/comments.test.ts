import { expect, test } from "vitest";
import { commentsOf } from "../../src/text/comments.js";

const yaml = `# mark first
version: 1
# mark role

# another
Role: # an entry
  Type: AWS::IAM::Role

  Properties:
    # mark list
    Policies:
    - a
    - b
    Path: /
Other: x # mark own
  
# marked is another word; so is #mark in text#mark
Last: "y"
# mark nothing
`;

test("a comment is about its own line or the next that says something, with all that is indented below", () => {
  expect(commentsOf(yaml, "mark").map(({ text, lines: { from, to } }) => [text, from, to])).toEqual([
    ["mark first", 2, 5], ["mark role", 6, 14], ["mark list", 11, 13], ["mark own", 15, 17], ["mark nothing", 21, 20],
  ]);
});

test.each([["\n"], ["\r\n"]])("HCL has such comments too, lines ended by %j", (end) => {
  const hcl = ["# mark role", 'resource "aws_iam_role" "etl" {', '  name = "etl"', "}", 'resource "aws_iam_role" "b" {', "}"].join(end);
  const [comment] = commentsOf(hcl, "mark");
  expect(comment?.lines).toEqual({ from: 2, to: 3 });
  expect(hcl.slice(comment?.span.start, comment?.span.end)).toBe("# mark role");
});

test("a text without the word has none", () => expect(commentsOf("# other\na: 1\n", "mark")).toEqual([]));
