import { describe, expect, test } from "vitest";
import { filled, isFixed, spelled, symbolsOf, type Symbol } from "../../src/policy/symbols.js";

const codes = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const variable = (key: string, fallback?: string): Symbol => ({ key, fallback });

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
describe("the symbols of a text", () => {
  test.each<readonly [string, readonly Symbol[]]>([
    ["", []],
    ["a*b?", [...codes("a"), "*", ...codes("b"), "?"]],
    ["${aws:username}", [variable("aws:username")]],
    ["home/${aws:UserName}/*", [...codes("home/"), variable("aws:username"), ...codes("/"), "*"]],
    ["${a}${b}", [variable("a"), variable("b")]],
    ["${ a }", [variable("a")]],
    ["${aws:PrincipalTag/team, 'company-wide'}", [variable("aws:principaltag/team", "company-wide")]],
    ["${a,'Two Words'}", [variable("a", "Two Words")]],
    ["${ a  ,  '' }", [variable("a", "")]],
    ["${a b}", [variable("a b")]],
    ["${a, none}", [variable("")]],
    ["${a, 'b' c}", [variable("")]],
    ["${}", [variable("")]],
    ["${*}${?}${$}", codes("*?$")],
    ["${", codes("${")],
    ["$a}", codes("$a}")],
    ["*${a}", ["*", variable("a")]],
    ["é\u{1f600}", [0xe9, 0xd83d, 0xde00]],
  ])("%j", (text, symbols) => {
    expect(symbolsOf(text, true)).toEqual(symbols);
  });

  test("are characters and wildcards alone where variables mean nothing", () => {
    expect(symbolsOf("${a}*${?}", false)).toEqual([...codes("${a}"), "*", ...codes("${"), "?", ...codes("}")]);
  });
});

describe("symbols with variables", () => {
  const symbols = symbolsOf("a*${one}?${two}", true);

  test("are not fixed", () => {
    expect([isFixed(symbols), isFixed(symbolsOf("a*", true)), isFixed([])]).toEqual([false, true, true]);
  });

  test("are filled in with values, whose wildcards are plain characters", () => {
    expect(filled(symbols, ({ key }) => key === "one" ? "x*?" : "")).toEqual([...codes("a"), "*", ...codes("x*?"), "?"]);
  });

  test("are nothing where one has no value", () => {
    expect(filled(symbols, ({ key }) => key === "one" ? "x" : undefined)).toBeUndefined();
  });

  test("spell what stands around the variables", () => {
    expect(spelled(symbols)).toBe("a*?");
  });
});
