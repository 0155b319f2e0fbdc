import type { z } from 'zod';
import type { Sentence } from '../errors.ts';
import type { CallContext } from './context.ts';
import type { Finding } from './finding.ts';
import type { Scope } from './scope-schema.ts';

/**
 * The code that judges an item: a pure, synchronous function of one call. `options` checks what an item may say to it;
 * unknown options are refused when the checklist is loaded.
 */
export interface Operator<Options = unknown> {
  /** The key used in `judge`. */
  name: string;
  /** What it looks at, in one line. */
  about: Sentence;
  options: z.ZodType<Options>;
  /** Whether the answer hangs on knowing who spoke: such verdicts are undecided while roles are unclear. */
  dependsOnRoles: boolean;
  /**
   * Passing means that something was not said: no pass while part of the speech in its scopes has no words. Some
   * operators tell by their options, and by whether they stand inside a `not`.
   */
  needsEveryWord?: true | ((options: Options, denied: boolean) => boolean);
  /**
   * A fail rests on words that were said, or not said, so close to its evidence: no fail while those cannot be relied on.
   * For what does not look into the doubt of its words itself.
   */
  failsOnWordsWithinSeconds?: number;
  /** Lexicon classes it reads. */
  phraseClasses(options: Options): string[];
  /** Places of the call it looks at; they may name phrase classes too. */
  scopes(options: Options): Scope[];
  /** Other items it reads, beside those its scopes lean on. */
  items?(options: Options): string[];
  judge(options: Options, call: CallContext): Finding;
}

/** Declares an operator; only for the types. */
export function operator<Options>(definition: Operator<Options>): Operator {
  return definition as Operator;
}
