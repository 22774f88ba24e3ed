/** What is known beside a template. */
export interface Given {
  /** Undefined where nobody said it. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly partition: string | undefined;
  /** Values of parameters, by name. They go before defaults. */
  readonly parameters: ReadonlyMap<string, string>;
}

export const nothingGiven: Given = { account: undefined, region: undefined, partition: undefined, parameters: new Map() };
