import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { CallMetadata } from './analysis.ts';
import { LingtingError } from './errors.ts';

/** Folder that holds `models`, `pipelines`, `seeds` and `samples`: the checkout, or the installed package. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const pipelineSchema = z.strictObject({
  name: z.string().min(1),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  language: z.enum(['zh', 'en']),
  model: z.string().min(1),
  channels: z.union([
    z.literal('auto'),
    z
      .array(z.enum(['agent', 'customer', 'mixed']))
      .min(1)
      .max(2),
  ]),
  checklist: z.string().min(1),
});

/** One file of `pipelines/`: how a call is analysed and which checklist judges it. */
export type PipelineSettings = z.infer<typeof pipelineSchema> & {
  /** Absolute path of the checklist file. */
  checklistFile: string;
};

/**
 * Reads and validates a pipeline: a name in `pipelines/` or the path of a YAML file.
 * @throws LingtingError `settings-invalid` with file, line, what was expected and what came.
 */
export async function loadPipeline(nameOrFile: string): Promise<PipelineSettings> {
  const file = /\.ya?ml$/i.test(nameOrFile)
    ? path.resolve(nameOrFile)
    : path.join(ROOT, 'pipelines', `${nameOrFile}.yaml`);
  const text = await readFile(file, 'utf8').catch(async (cause: NodeJS.ErrnoException) => {
    const names = (await readdir(path.join(ROOT, 'pipelines')))
      .filter((entry) => entry.endsWith('.yaml'))
      .map((entry) => entry.slice(0, -'.yaml'.length))
      .join(', ');
    throw new LingtingError(
      'settings-invalid',
      {
        en: `There is no pipeline "${nameOrFile}". Give one of ${names}, or the path of a .yaml file.`,
        zh: `没有名为“${nameOrFile}”的流程。请使用 ${names} 之一，或给出 .yaml 文件的路径。`,
      },
      { cause },
    );
  });
  const pipeline = parseSettings(text, file, pipelineSchema);
  const beside = path.resolve(path.dirname(file), pipeline.checklist);
  const seeded = path.join(ROOT, 'seeds', 'checklists', `${pipeline.checklist}.yaml`);
  const checklistFile = await access(beside).then(
    () => beside,
    () => seeded,
  );
  return { ...pipeline, checklistFile };
}

/** The pipeline that judges a call when the user names none: trainee flag first, then direction, else inbound. */
export function pipelineNameFor(call: CallMetadata): 'inbound' | 'outbound' | 'trainee' {
  if (call.trainee) return 'trainee';
  return call.direction === 'outbound' ? 'outbound' : 'inbound';
}

/** Hex SHA-256 of a JSON value; the same value gives the same hash. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function parseSettings<T>(text: string, file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const syntaxError = document.errors[0];
  if (syntaxError) throw invalid(file, syntaxError.linePos?.[0].line ?? 1, syntaxError.message.split('\n')[0] ?? '');
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const keyPath = unknownKey === undefined ? issue.path : [...issue.path, unknownKey];
  const node = document.getIn(keyPath, true) as { range?: [number, number, number] } | undefined;
  const line = node?.range ? lines.linePos(node.range[0]).line : 1;
  throw invalid(file, line, keyPath.length > 0 ? `${keyPath.join('.')}: ${issue.message}` : issue.message);
}

function invalid(file: string, line: number, problem: string): LingtingError {
  return new LingtingError('settings-invalid', {
    en: `${file}, line ${line}: ${problem}. Mend that line and run again.`,
    zh: `${file} 第 ${line} 行：${problem}。请修改后重新运行。`,
  });
}
