import { createRequire } from 'node:module';
import path from 'node:path';

const PACKAGE = createRequire(import.meta.url).resolve('@ricky0123/vad-web/package.json');

/** Silero VAD v6.2 (MIT), as it comes with `@ricky0123/vad-web`. */
export const MODEL_FILE = path.join(path.dirname(PACKAGE), 'dist', 'silero_vad_v6.onnx');
