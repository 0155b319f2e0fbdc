import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SAMPLES_FOLDER } from '../../samples/dialogue.ts';
import { checked, readYamlFile } from '../../src/language/yaml-file.ts';

const FOLDER = join(SAMPLES_FOLDER, 'transcripts');

/** A whole call as a transcript, in the notation of the items' examples, with the verdicts it must come to. */
const fixtureSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  pipeline: z.enum(['inbound', 'outbound', 'trainee']),
  /** Options of the profile switched on for this call. */
  options: z.array(z.string()).default([]),
  /** Types the call must be recognised as, and no other. */
  callTypes: z.array(z.string()).optional(),
  dialogue: z.string().min(1),
  /** Item id → pass, partial, fail, undecided, notApplicable; `fail?` is a fail that is only proposed. */
  expected: z.record(z.string(), z.enum(['pass', 'partial', 'fail', 'fail?', 'undecided', 'notApplicable'])),
});
export type TranscriptFixture = z.infer<typeof fixtureSchema>;

/** Every transcript of the samples. */
export async function loadTranscriptFixtures(): Promise<TranscriptFixture[]> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
  return Promise.all(
    names
      .sort()
      .map(async (name) => checked(await readYamlFile(join(FOLDER, name), 'settings-invalid'), fixtureSchema)),
  );
}
