import path from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Where the JSON Schema of exported calls stands. */
export const SCHEMA_FILE = path.join(ROOT, 'src/reports/exports/call.schema.json');

/** The schema as the types and their docstrings have it, as text. Takes seconds: it reads the whole program. */
export function generatedSchema(): string {
  const schema = createGenerator({
    path: path.join(ROOT, 'src/reports/exports/call-file.ts'),
    tsconfig: path.join(ROOT, 'tsconfig.json'),
    type: 'CallFile',
    skipTypeCheck: true,
    // An older analysis may lack what is measured now, and a newer one may hold more.
    additionalProperties: true,
  }).createSchema('CallFile');
  return `${JSON.stringify({ $id: 'lingting-call-1', ...schema }, null, 2)}\n`;
}
