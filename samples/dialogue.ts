import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');
export const DIALOGUES_FOLDER = join(ROOT, 'seeds', 'dialogues');
export const SAMPLES_FOLDER = join(ROOT, 'samples');

const sentence = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const role = z.enum(['agent', 'customer']);

const speaker = z.strictObject({
  /** espeak-ng variant: m1 … m8, f1 … f5. */
  voice: z.string().regex(/^[mf][1-8]$/),
  /** espeak-ng `-s`; 190 is about 210 characters a minute. */
  speed: z.number().int().min(80).max(450),
  /** espeak-ng `-p`, 0…99. */
  pitch: z.number().int().min(0).max(99),
  /** RMS over the speech of this speaker; clipped when it does not fit. */
  levelDbfs: z.number().max(0).optional(),
});

const line = z
  .strictObject({
    agent: z.string().min(1).optional(),
    customer: z.string().min(1).optional(),
    /** Seconds from the end of the line before; negative: starts while that one is still spoken. */
    after: z.number().optional(),
  })
  .refine((value) => (value.agent === undefined) !== (value.customer === undefined), 'one of agent, customer');

const dialogue = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: sentence,
  shows: sentence,
  /** null: nobody told the tool. */
  direction: z.enum(['inbound', 'outbound']).nullable(),
  language: z.enum(['zh', 'en']).default('zh'),
  file: z.strictObject({
    name: z.string().min(1),
    codec: z.enum(['alaw', 'mulaw', 'pcm16', 'mp3', 'flac', 'opus', 'amrnb']),
    sampleRateHz: z.union([z.literal(8000), z.literal(16000)]).default(8000),
    /** Who is on which channel, in file order. */
    channels: z.union([z.tuple([role, role]), z.tuple([z.literal('mixed')])]),
    /** Each side heard on the other channel, this far below; none by default. */
    crosstalkDb: z.number().negative().optional(),
    /** A transcript is written beside the recording, for a language the demo model does not know. */
    transcript: z.literal('vtt').optional(),
  }),
  /** Ring-back tone (450 Hz, 1 s on, 4 s off) before the answer. */
  ringback: z.strictObject({ bursts: z.number().int().positive(), channels: z.array(role).min(1) }).optional(),
  /** What calls.csv says; an empty object leaves the row with nothing but the file. */
  metadata: z.strictObject({
    agentId: z.string().optional(),
    agentName: z.string().optional(),
    startTime: z.string().optional(),
    rings: z.number().int().optional(),
    ringSeconds: z.number().optional(),
    releasedBy: z.enum(['agent', 'customer', 'system']).optional(),
    skillGroup: z.string().optional(),
    trainee: z.boolean().optional(),
  }),
  speakers: z.strictObject({ agent: speaker, customer: speaker }),
  lines: z.array(line).min(2),
  /** Seconds from the last line to the end of the recording. */
  tailSeconds: z.number().positive().default(1.2),
  /** Item id → verdict that the checklist must come to. */
  expected: z.record(z.string(), z.enum(['pass', 'partial', 'fail', 'undecided', 'notApplicable'])),
});

/** One sample call as written in `seeds/dialogues/<id>.yaml`; the format is described in the README there. */
export type Dialogue = z.infer<typeof dialogue>;
export type Role = z.infer<typeof role>;

/** Who says a line, and what. */
export function spokenLine(entry: Dialogue['lines'][number]): { participant: Role; text: string } {
  return entry.agent === undefined
    ? { participant: 'customer', text: entry.customer! }
    : { participant: 'agent', text: entry.agent };
}

/** All dialogues, sorted by id. Throws a sentence naming the file when one is not as described. */
export function loadDialogues(): Dialogue[] {
  const files = readdirSync(DIALOGUES_FOLDER).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((name) => {
    const result = dialogue.safeParse(parse(readFileSync(join(DIALOGUES_FOLDER, name), 'utf8')));
    if (!result.success) throw new Error(`seeds/dialogues/${name}: ${z.prettifyError(result.error)}`);
    if (`${result.data.id}.yaml` !== name) throw new Error(`seeds/dialogues/${name}: id must be the file's name.`);
    return result.data;
  });
}
