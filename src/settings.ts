import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { CallMetadata } from './analysis.ts';
import { exclusionSchema } from './checklist/exclusion.ts';
import { type Profile, profileSchema } from './checklist/profile.ts';
import { LingtingError } from './errors.ts';
import { checked, readYamlFile, type YamlFile } from './language/yaml-file.ts';
import { TONE_PLANS } from './tones/plans.ts';

/** Folder that holds `models`, `pipelines`, `seeds` and `samples`: the checkout, or the installed package. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Version of Lingting, as results carry it. */
export const TOOL_VERSION = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

/** The lexicons that come with Lingting, a folder per language. */
export const LEXICONS = path.join(ROOT, 'seeds', 'lexicons');

const pipelineSchema = z.strictObject({
  name: z.string().min(1),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  language: z.enum(['zh', 'en', 'auto']),
  model: z.string().min(1),
  channels: z.union([
    z.literal('auto'),
    z
      .array(z.enum(['agent', 'customer', 'mixed']))
      .min(1)
      .max(2),
  ]),
  timestamps: z.boolean().default(false),
  tones: z.enum(TONE_PLANS).default('cn'),
  checklist: z.string().min(1),
  profile: z.string().min(1).default('default'),
  exclude: exclusionSchema.prefault({}),
});

/** One file of `pipelines/`: how a call is analysed and which checklist judges it. */
export type PipelineSettings = z.infer<typeof pipelineSchema> & {
  /** Absolute paths of the checklist and of the profile. */
  checklistFile: string;
  profileFile: string;
};

/**
 * Reads and validates a pipeline: a name in `pipelines/` or the path of a YAML file.
 * @throws LingtingError `settings-invalid` with file, line, what was expected and what came.
 */
export async function loadPipeline(nameOrFile: string): Promise<PipelineSettings> {
  const named = !/\.ya?ml$/i.test(nameOrFile);
  const file = named ? path.join(ROOT, 'pipelines', `${nameOrFile}.yaml`) : path.resolve(nameOrFile);
  if (named && !existsSync(file)) {
    const names = (await readdir(path.join(ROOT, 'pipelines'))).map((entry) => path.parse(entry).name).join(', ');
    throw new LingtingError('settings-invalid', {
      en: `There is no pipeline "${nameOrFile}". Give one of ${names}, or the path of a .yaml file.`,
      zh: `没有名为“${nameOrFile}”的流程。请使用 ${names} 之一，或给出 .yaml 文件的路径。`,
    });
  }
  const source = await readYamlFile(file, 'settings-invalid');
  const pipeline = checked(source, pipelineSchema);
  const fileOf = (key: 'checklist' | 'profile'): string => {
    const beside = path.resolve(path.dirname(file), pipeline[key]);
    const seeded = path.join(ROOT, 'seeds', `${key}s`, `${pipeline[key]}.yaml`);
    const found = [beside, seeded].find((candidate) => /\.ya?ml$/i.test(candidate) && existsSync(candidate));
    if (found) return found;
    throw source.error({
      path: [key],
      problem: {
        en: `there is no ${key} "${pipeline[key]}": expected a name in seeds/${key}s, or the path of a .yaml file relative to this one.`,
        zh: `找不到“${pipeline[key]}”：应为 seeds/${key}s 中的名称，或相对本文件的 .yaml 路径。`,
      },
    });
  };
  return { ...pipeline, checklistFile: fileOf('checklist'), profileFile: fileOf('profile') };
}

/**
 * Reads a tenant's profile, with the file it stands in.
 * @throws LingtingError `settings-invalid` with file, line, what was expected and what came.
 */
export async function readProfile(file: string): Promise<{ profile: Profile; source: YamlFile }> {
  const source = await readYamlFile(file, 'settings-invalid');
  return { profile: checked(source, profileSchema), source };
}

/** The pipeline that judges a call when the user names none: trainee flag first, then direction, else inbound. */
export function pipelineNameFor(call: CallMetadata): 'inbound' | 'outbound' | 'trainee' {
  if (call.trainee) return 'trainee';
  return call.direction === 'outbound' ? 'outbound' : 'inbound';
}
