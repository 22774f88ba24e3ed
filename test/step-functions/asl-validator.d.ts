declare module "asl-validator" {
  /** Whether a state machine is one, and what is wrong with it. */
  export default function validate(definition: unknown, options?: { readonly checkArn?: boolean; readonly checkPaths?: boolean }): { readonly isValid: boolean; readonly errors: readonly unknown[] };
}
