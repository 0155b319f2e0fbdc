import { z } from 'zod';
import { CALL_TYPES } from './call-types.ts';
import type { JudgeNode } from './checklist.ts';

/** What must be true of a call; everything given must hold. */
export const conditionSchema = z.strictObject({
  direction: z.enum(['inbound', 'outbound']).optional(),
  trainee: z.boolean().optional(),
  /** The call is of one of these types, or of none of them. */
  callType: z.array(z.enum(CALL_TYPES)).min(1).optional(),
  notCallType: z.array(z.enum(CALL_TYPES)).min(1).optional(),
  /** There are signs of one of these types, though maybe not enough to take the call for it. */
  maybeCallType: z.array(z.enum(CALL_TYPES)).min(1).optional(),
  /** What another item found on this call. */
  item: z
    .strictObject({ id: z.string().min(1), is: z.array(z.enum(['pass', 'partial', 'fail', 'undecided'])).min(1) })
    .optional(),
  /** A judgement (as in `judge`) passes, wholly or in part. */
  judged: z.unknown().optional(),
  /** At least so many rings were heard or counted. */
  ringsAtLeast: z.int().positive().optional(),
  /** Somebody says a phrase of one of these classes. */
  said: z.strictObject({ says: z.array(z.string()).min(1), participant: z.enum(['agent', 'customer']) }).optional(),
  /** The recording is at least so long. */
  callSecondsAtLeast: z.number().positive().optional(),
  /** At least so many turns of the agent. */
  agentTurnsAtLeast: z.int().positive().optional(),
  /** The customer hung up at once after speaking, before the agent had said a goodbye of these classes. */
  customerLeftFirst: z.strictObject({ farewell: z.array(z.string()).min(1) }).optional(),
  /** The recording stops in or right after the agent's words. */
  cutOff: z.boolean().optional(),
  /**
   * The customer had said what they need before the agent could ask: at least `units` characters (words) before the
   * agent's second turn, after a first turn of the agent that was a greeting, or before the agent spoke at all.
   */
  needStatedFirst: z.strictObject({ units: z.int().positive(), greeting: z.array(z.string()).min(1) }).optional(),
});

/** A condition with its judgement read. */
export type Condition = Omit<z.infer<typeof conditionSchema>, 'judged'> & { judged?: JudgeNode | undefined };
