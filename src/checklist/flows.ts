import { z } from 'zod';
import { checked, readYamlFile } from '../language/yaml-file.ts';
import { CALL_TYPES } from './call-types.ts';
import type { Flow } from './flow.ts';
import { twice } from './items.ts';

const sentence = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const id = z.string().regex(/^[a-z0-9-]+$/, 'a name of small letters, figures and hyphens');

const flowSchema = z.strictObject({
  id,
  title: sentence,
  kind: z.enum(['call', 'part', 'process']),
  when: z.strictObject({
    direction: z.enum(['inbound', 'outbound']).optional(),
    callType: z.array(z.enum(CALL_TYPES)).min(1).optional(),
    items: z.array(id).min(1).optional(),
  }),
  steps: z
    .array(
      z.strictObject({
        title: sentence,
        need: z.enum(['mandatory', 'conditional', 'optional']),
        /** Empty where nothing in a recording or its metadata shows the step. */
        items: z.array(id),
      }),
    )
    .min(1),
});
const flowsSchema = z.strictObject({ flows: z.array(flowSchema).min(1) });

/**
 * Reads the flows of calls. Throws `checklist-invalid` with file, line, what was expected and what came: unknown keys,
 * an id given twice, a flow of a call that would fit every call.
 */
export async function loadFlows(file: string): Promise<Flow[]> {
  const source = await readYamlFile(file, 'checklist-invalid');
  const { flows } = checked(source, flowsSchema);
  const seen = new Set<string>();
  for (const [index, flow] of flows.entries()) {
    if (seen.has(flow.id)) throw twice(source, ['flows', index, 'id'], flow.id);
    seen.add(flow.id);
    if (flow.kind !== 'process' && Object.keys(flow.when).length === 0)
      throw source.error({
        path: ['flows', index, 'when'],
        problem: {
          en: 'expected direction, callType or items; got nothing.',
          zh: '应写 direction、callType 或 items，实际为空。',
        },
      });
  }
  return flows.map(({ steps, ...flow }) => ({
    ...flow,
    steps: steps.map(({ items: itemIds, ...step }) => ({ ...step, itemIds })),
  }));
}
