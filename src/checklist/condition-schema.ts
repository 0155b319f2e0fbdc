import { z } from 'zod';

/** What must be true of a call; everything given must hold. */
export const conditionSchema = z.strictObject({
  direction: z.enum(['inbound', 'outbound']).optional(),
  trainee: z.boolean().optional(),
  /** At least so many rings were heard or counted. */
  ringsAtLeast: z.int().positive().optional(),
  /** Somebody says a phrase of one of these classes. */
  said: z.strictObject({ says: z.array(z.string()).min(1), participant: z.enum(['agent', 'customer']) }).optional(),
  /** At least so many turns of the agent. */
  agentTurnsAtLeast: z.int().positive().optional(),
  /** The customer had ended the call before the agent could say more. */
  customerLeftFirst: z.boolean().optional(),
  /** The recording stops in or right after the agent's words. */
  cutOff: z.boolean().optional(),
  /** Before the agent's second turn the customer has said fewer characters (words) than this: the need is still open. */
  needStillOpenBelow: z.int().positive().optional(),
});

export type Condition = z.infer<typeof conditionSchema>;
