import { resampled } from '../audio/resample.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import { sherpaOnnx } from '../sherpa-onnx.ts';
import { merge, type TimeSpan } from '../timespan.ts';
import type { SpeakerSeparation } from './separation.ts';

/** An agent and a customer. */
const SPEAKERS = 2;
/** The library takes a channel as a whole: an hour at 16 kHz is 230 MB. */
const LONGEST_SECONDS = 3600;
const SHORTEST_SPEECH_SECONDS = 0.2;
const SHORTEST_PAUSE_SECONDS = 0.3;

/** The two models, as files whose content was checked: the library ends the process on a damaged one. */
export interface SeparationFiles {
  id: string;
  segmentation: string;
  embedding: string;
  /** Of the embedding model. */
  modelSha256: string;
}

/**
 * Opens speaker separation: pyannote segmentation finds who speaks when in each 10 s, embeddings of the voices are clustered
 * into two over the call.
 * @throws LingtingError as `sherpaOnnx`, and `model-corrupt` when a model does not load.
 */
export async function openSherpaSeparation(files: SeparationFiles, threads: number): Promise<SpeakerSeparation> {
  const { OfflineSpeakerDiarization } = await sherpaOnnx(PURPOSE);
  let diarization: InstanceType<typeof OfflineSpeakerDiarization>;
  try {
    diarization = new OfflineSpeakerDiarization({
      segmentation: { pyannote: { model: files.segmentation }, numThreads: threads },
      embedding: { model: files.embedding, numThreads: threads },
      clustering: { numClusters: SPEAKERS },
      minDurationOn: SHORTEST_SPEECH_SECONDS,
      minDurationOff: SHORTEST_PAUSE_SECONDS,
    });
  } catch (cause) {
    throw new LingtingError('model-corrupt', doesNotLoad(files.id), { cause });
  }
  return {
    id: files.id,
    modelSha256: files.modelSha256,
    separate: async (channel) => {
      const seconds = channel.length / channel.sampleRateHz;
      if (seconds > LONGEST_SECONDS) throw new LingtingError('too-long', tooLong(seconds));
      const wide = resampled(channel, diarization.sampleRate);
      try {
        return spansOf(diarization.process(wide.read(0, wide.length)));
      } catch (cause) {
        throw new LingtingError('model-failed', broken(files.id), { cause });
      }
    },
  };
}

function spansOf(found: readonly (TimeSpan & { speaker: number })[]): TimeSpan[][] {
  const speakers = [...new Set(found.toSorted((a, b) => a.start - b.start).map(({ speaker }) => speaker))];
  return speakers.map((speaker) =>
    merge(found.flatMap((one) => (one.speaker === speaker ? { start: one.start, end: one.end } : []))),
  );
}

/** What the optional package is needed for here. */
const PURPOSE: Sentence = {
  en: 'tells the two speakers of mono recordings apart',
  zh: '区分单声道录音中的双方',
};

const doesNotLoad = (id: string) => ({
  en: `The model ${id} does not load: the speakers are not told apart. Check it with: npx lingting models verify ${id}`,
  zh: `模型 ${id} 无法加载，未区分双方。请检查：npx lingting models verify ${id}`,
});

const broken = (id: string) => ({
  en: `The model ${id} broke while telling the speakers apart. Check it with: npx lingting models verify ${id}`,
  zh: `模型 ${id} 区分说话人时出错。请检查：npx lingting models verify ${id}`,
});

const tooLong = (seconds: number) => ({
  en: `The recording has ${Math.round(seconds / 60)} minutes on one channel; speakers are told apart in up to ${LONGEST_SECONDS / 60}.`,
  zh: `单声道录音长 ${Math.round(seconds / 60)} 分钟，最多支持区分 ${LONGEST_SECONDS / 60} 分钟内的说话人。`,
});
