import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { available } from '../requires.ts';
import { type Accuracy, accuracyOn, together } from '../vad/accuracy.ts';
import { type Labelled, labelledPeople, labelledSamples } from '../vad/labelled.ts';

/** Bar: frame F1 over all recordings of a kind. */
const BAR_F1 = 0.95;

/** Prints how well speech is found on recordings of which it is known; returns false when the bar is missed. */
export async function benchSpeechActivity(): Promise<boolean> {
  const samples = await accuracies(labelledSamples());
  const people = available('shared-audio') ? await accuracies(labelledPeople()) : [];
  console.log(`\nSpeech activity against known speech; bar F1 ${BAR_F1} over the samples and over recorded people`);
  const sums = [samples, people].filter((rows) => rows.length > 0).map((rows) => together(rows));
  console.table(
    [...samples, ...people, ...sums.map((sum, at) => ({ recording: at === 0 ? 'samples' : 'people', ...sum }))].map(
      rounded,
    ),
  );
  return sums.every(({ f1 }) => f1 >= BAR_F1);
}

type Row = Accuracy & { recording: string; source?: string };

async function accuracies(recordings: AsyncGenerator<Labelled>): Promise<Row[]> {
  const detector = await loadVoiceActivity();
  const rows: Row[] = [];
  for await (const recording of recordings) {
    rows.push({ recording: recording.name, source: recording.source, ...(await accuracyOn(recording, detector)) });
    await recording.close();
  }
  await detector.close();
  return rows;
}

function rounded({ recording, source, trueSeconds, missedSeconds, falseSeconds, f1 }: Row) {
  return {
    recording,
    'known by': source ?? '',
    'speech s': Number(trueSeconds.toFixed(2)),
    'missed s': Number(missedSeconds.toFixed(2)),
    'false s': Number(falseSeconds.toFixed(2)),
    F1: Number(f1.toFixed(3)),
  };
}
