import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Language } from '../analysis.ts';
import { type CompiledClass, classOfWordings } from '../language/compiled-class.ts';
import { keptOf } from '../language/kept-file.ts';
import { checked, readYamlFile } from '../language/yaml-file.ts';

const LEXICONS = fileURLToPath(new URL('../../seeds/lexicons', import.meta.url));

const phrases = z.array(z.string().trim().min(1)).min(1);
const schema = z.strictObject({ agent: phrases, customer: phrases });

/** Phrases that give a side away, ready for matching. */
export interface RoleCues {
  agent: CompiledClass;
  customer: CompiledClass;
}

/**
 * Reads the phrases by which agent and customer are told apart; again only when their file changed.
 * @throws LingtingError `lexicon-invalid` with the file, the line and what is wrong in it.
 */
export async function loadRoleCues(
  language: Language,
  file: string = path.join(LEXICONS, language, 'roles.yaml'),
): Promise<RoleCues> {
  return keptOf(file, `role cues ${language}`, async () => {
    const { agent, customer } = checked(await readYamlFile(file, 'lexicon-invalid'), schema);
    return {
      agent: classOfWordings('agent', agent, language),
      customer: classOfWordings('customer', customer, language),
    };
  });
}
