import { createRequire } from 'node:module';
import path from 'node:path';

/** Silero VAD v6.2 (MIT), as it comes with `@ricky0123/vad-web`. */
export const MODEL_FILE = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@ricky0123/vad-web/package.json')),
  'dist',
  'silero_vad_v6.onnx',
);
