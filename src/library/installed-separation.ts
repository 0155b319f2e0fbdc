import path from 'node:path';
import { loadRegistry, modelFolder } from '../asr/registry.ts';
import { verifyModel } from '../asr/verify.ts';
import { asLingtingError, LingtingError } from '../errors.ts';
import type { SpeakerSeparation } from '../speakers/separation.ts';
import { openSherpaSeparation } from '../speakers/sherpa.ts';

/**
 * The speaker separation of the registry, when its models are here; they are loaded for the first channel they are given.
 * Undefined when they are not: nobody asked for it. A failure when they are here and damaged or unreadable: calls on one
 * channel say so and are judged without it. Never rejects. `folder`: as for `modelFolder`.
 */
export function installedSeparation(
  threads: number,
  folder?: string,
): Promise<SpeakerSeparation | LingtingError | undefined> {
  return found(threads, folder).catch(asLingtingError);
}

async function found(threads: number, folder?: string): Promise<SpeakerSeparation | LingtingError | undefined> {
  const entry = loadRegistry().find((one) => one.task === 'separation');
  if (!entry) return undefined;
  const checks = await verifyModel(entry, folder);
  if (checks.every(({ state }) => state === 'missing')) return undefined;
  const wrong = checks.find(({ state }) => state !== 'ok');
  if (wrong) return damaged(entry.id, wrong.path);
  const [segmentation, embedding] = entry.files.map((file) => path.join(modelFolder(entry, folder), file.path));
  const modelSha256 = checks[1]!.sha256!;
  const files = { id: entry.id, segmentation: segmentation!, embedding: embedding!, modelSha256 };
  let opened: Promise<SpeakerSeparation> | null = null;
  return {
    id: entry.id,
    modelSha256,
    separate: async (channel) => {
      opened ??= openSherpaSeparation(files, threads);
      return (await opened).separate(channel);
    },
  };
}

function damaged(id: string, file: string): LingtingError {
  return new LingtingError('model-corrupt', {
    en: `The model ${id} is damaged or not complete (${file}): the two speakers are not told apart. Run: npx lingting models pull ${id}`,
    zh: `模型 ${id} 已损坏或不完整（${file}），未区分双方。请运行：npx lingting models pull ${id}`,
  });
}
