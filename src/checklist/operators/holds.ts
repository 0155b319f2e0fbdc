import type { z } from 'zod';
import { conditionClasses, unmet } from '../condition.ts';
import { conditionSchema } from '../condition-schema.ts';
import { found } from '../finding.ts';
import { operator } from '../operator.ts';

const options = conditionSchema
  .omit({ judged: true })
  .refine((condition) => Object.keys(condition).length > 0, 'at least one condition');
type Options = z.infer<typeof options>;

/**
 * Whether a condition holds, for all, any and not: in `when` and `excusedWhen` everything given must hold, and here one of
 * several is enough. It has no evidence, so it judges nothing alone.
 */
export const holds = operator<Options>({
  name: 'holds',
  about: { zh: '某个条件是否成立。', en: 'Whether a condition holds.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: false,
  phraseClasses: conditionClasses,
  scopes: () => [],
  items: ({ item }) => (item ? [item.id] : []),
  judge(condition, call) {
    const reason = unmet(condition, call);
    return reason ? found('fail', reason) : found('pass', { zh: '条件成立。', en: 'The condition holds.' });
  },
});
