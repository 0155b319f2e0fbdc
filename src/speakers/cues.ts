import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import type { RoleCues } from './vote.ts';

const LEXICONS = fileURLToPath(new URL('../../seeds/lexicons', import.meta.url));

const schema = z.strictObject({
  agent: z.array(z.string().trim().min(1)).min(1),
  customer: z.array(z.string().trim().min(1)).min(1),
});

/**
 * Reads the phrases by which agent and customer are told apart.
 * @throws LingtingError `lexicon-invalid` with the file and what is wrong in it.
 */
export async function loadRoleCues(
  language: Language,
  file: string = path.join(LEXICONS, language, 'roles.yaml'),
): Promise<RoleCues> {
  try {
    return schema.parse(parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const what = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new LingtingError(
      'lexicon-invalid',
      {
        en: `${file} must hold two lists of phrases, "agent" and "customer": ${what}`,
        zh: `${file} 应包含 agent 与 customer 两个短语列表：${what}`,
      },
      { cause },
    );
  }
}
