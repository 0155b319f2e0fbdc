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
  /**
   * The agent could still ask what the customer needs: before the agent's second turn the customer had said fewer
   * characters (words) than `below`, or the agent's first turn had not even one of the `greeting` classes.
   */
  needLeftToAsk: z.strictObject({ below: z.int().positive(), greeting: z.array(z.string()).min(1) }).optional(),
});

export type Condition = z.infer<typeof conditionSchema>;
