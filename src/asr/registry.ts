import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { LingtingError } from '../errors.ts';

/** `models/` of the checkout or of the installed package: the registry, the demo model, and downloads by default. */
export const MODELS_FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../models');
const REGISTRY_FILE = path.join(MODELS_FOLDER, 'registry.yaml');

const sentence = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const dtype = z.enum(['fp32', 'q8', 'int8']);

const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/name');

const fileSchema = z.strictObject({
  /** Inside the repository and inside the model's folder; never upwards or absolute. */
  path: z.string().regex(/^(?!.*\.\.)[\w-][\w./-]*$/, 'expected a relative path without ..'),
  bytes: z.int().positive().nullable(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
    .nullable(),
  /** Where it comes from, if not from the model's own place; `main` where no commit is known, and the SHA-256 is. */
  from: z.strictObject({ repository, revision: z.string().min(1) }).optional(),
});

const common = {
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and hyphens'),
  title: sentence,
  note: sentence,
  /** Owner and name on the model host; null for a model that comes with Lingting. */
  repository: repository.nullable(),
  /** Commit, so that the same id always means the same weights. */
  revision: z
    .string()
    .regex(/^[0-9a-f]{40}$/, 'expected a full commit hash')
    .nullable(),
  licence: z.string().min(1),
};

const recognition = {
  ...common,
  task: z.literal('recognition'),
  languages: z.array(z.enum(['zh', 'en'])).min(1),
  demo: z.boolean(),
  packing: z.enum(['span', 'window']),
};

const whisperSchema = z.strictObject({
  ...recognition,
  engine: z.literal('whisper'),
  dtype: z.strictObject({ encoder: dtype, decoder: dtype }),
  files: z.array(fileSchema).min(1),
});

const senseVoiceSchema = z.strictObject({
  ...recognition,
  engine: z.literal('sense-voice'),
  /** The weights, and what their output stands for. */
  files: z.tuple([fileSchema, fileSchema]),
});

const separationSchema = z.strictObject({
  ...common,
  task: z.literal('separation'),
  /** Where the speaker changes, and whose voice it is. */
  files: z.tuple([fileSchema, fileSchema]),
});

const modelSchema = z.discriminatedUnion('task', [
  z.discriminatedUnion('engine', [whisperSchema, senseVoiceSchema]),
  separationSchema,
]);
const registrySchema = z.strictObject({ models: z.array(modelSchema).min(1) });

/** A file of a model: where it is, how long it is and what it must hash to; null where its publisher does not say. */
export type ModelFile = z.infer<typeof fileSchema>;
/** A model of `models/registry.yaml`. */
export type ModelEntry = z.infer<typeof modelSchema>;
/** One that writes what is said: Whisper in two ONNX files, or SenseVoice in one. */
export type WhisperEntry = z.infer<typeof whisperSchema>;
export type RecognitionEntry = WhisperEntry | z.infer<typeof senseVoiceSchema>;

/** The models that write what is said, in the order of the file. */
export const recognitionModels = (): RecognitionEntry[] => loadRegistry().filter((one) => one.task === 'recognition');

/** Those of them that run in several ways, of which tuning finds the fastest. */
export const tunableModels = (): RecognitionEntry[] =>
  recognitionModels().filter(({ engine, demo }) => engine === 'whisper' && !demo);

/**
 * The models Lingting knows, in the order of the file.
 * @throws LingtingError `settings-invalid` naming the place, what was expected and what came.
 */
export function loadRegistry(file = REGISTRY_FILE): ModelEntry[] {
  const parsed = registrySchema.safeParse(readYaml(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(file, `${issue!.path.join('.') || 'the file'}: ${issue!.message}`);
  }
  const { models } = parsed.data;
  const twice = models.find(({ id }, index) => models.findIndex((other) => other.id === id) !== index);
  if (twice) throw invalid(file, `the id ${twice.id} is used twice`);
  return models;
}

/**
 * The model of that id, of those of the registry, for whoever takes the path of a folder as well.
 * @throws LingtingError `model-unknown` listing the ids there are.
 */
export function findModel<Entry extends ModelEntry>(id: string, registry: readonly Entry[]): Entry {
  const entry = registry.find((candidate) => candidate.id === id);
  if (entry) return entry;
  throw unknownModel(id, registry, true);
}

/** Said of an id that none of the models has; `orFolder` says whether the path of a folder would do as well. */
export function unknownModel(id: string, registry: readonly ModelEntry[], orFolder: boolean): LingtingError {
  const known = registry.map((candidate) => candidate.id).join(', ');
  return new LingtingError('model-unknown', {
    en: `There is no model "${id}". Give one of ${known}${orFolder ? ', or the path of a model folder' : ''}.`,
    zh: `没有名为“${id}”的模型。请使用 ${known} 之一${orFolder ? '，或给出模型文件夹的路径' : ''}。`,
  });
}

/** Where a registered model lies or will lie: below `folder`, except the demo model, which comes with Lingting. */
export function modelFolder(entry: ModelEntry, folder = process.env.LINGTING_MODELS || MODELS_FOLDER): string {
  return path.join(entry.repository === null ? MODELS_FOLDER : folder, entry.id);
}

function readYaml(file: string): unknown {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const [error] = document.errors;
  if (error) throw invalid(file, error.message.split('\n')[0]!);
  return document.toJS();
}

function invalid(file: string, what: string): LingtingError {
  return new LingtingError('settings-invalid', {
    en: `The model registry ${file} cannot be used: ${what}.`,
    zh: `模型清单 ${file} 无法使用：${what}。`,
  });
}
