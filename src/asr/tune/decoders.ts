import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { decode } from '../decode.ts';
import { fileOf, type ModelDtype } from '../files.ts';
import type { Generation } from '../generation.ts';
import { sessionOptions, together } from '../whisper.ts';
import { processorSeconds } from './sound.ts';

/** Windows side by side that are tried, and how much memory there must be for each program on this machine. */
const WINDOWS = [
  { windowsAtOnce: 1, needsBytes: 0 },
  { windowsAtOnce: 4, needsBytes: 0 },
  { windowsAtOnce: 8, needsBytes: 6e9 },
];
/** Tokens that are written to see how long one takes, and those of a full window of Mandarin. */
const TOKENS_TIMED = 25;
const TOKENS_OF_A_WINDOW = 112;

/** A decoder that was tried with some windows side by side. */
export interface DecoderRow {
  readonly dtype: ModelDtype['decoder'];
  readonly file: string;
  readonly windowsAtOnce: number;
  /** Processor time for one window of 112 tokens. */
  readonly secondsPerWindow: number;
}

/**
 * Times the decoders of a model that are there.
 *
 * @param heard output of the encoder for one window.
 */
export async function timeDecoders(
  folder: string,
  dtypes: readonly ModelDtype['decoder'][],
  heard: Tensor,
  generation: Generation,
): Promise<DecoderRow[]> {
  const rows: DecoderRow[] = [];
  // A text that came to its end would say nothing about the others.
  const endless = { ...generation, suppressed: [...generation.suppressed, generation.endOfText] };
  for (const dtype of dtypes) {
    const file = fileOf('decoder', dtype);
    const session = await InferenceSession.create(path.join(folder, file), sessionOptions(1));
    try {
      for (const { windowsAtOnce, needsBytes } of WINDOWS) {
        if (totalmem() / availableParallelism() < needsBytes) continue;
        const sound = together(Array.from({ length: windowsAtOnce }, () => heard));
        const seconds = (tokens: number) =>
          processorSeconds(2, () => decode(session, sound, endless, new Array(windowsAtOnce).fill(tokens), 0));
        const first = await seconds(1);
        const step = ((await seconds(TOKENS_TIMED)) - first) / (TOKENS_TIMED - 1);
        const all = first + (TOKENS_OF_A_WINDOW - 1) * step;
        rows.push({ dtype, file, windowsAtOnce, secondsPerWindow: all / windowsAtOnce });
      }
    } finally {
      await session.release();
    }
  }
  return rows;
}
