/** `npm run samples [ID…]`: makes the sample calls in samples/ from the scripts in seeds/dialogues/. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callsCsv } from './calls-csv.ts';
import { type Dialogue, loadDialogues, SAMPLES_FOLDER } from './dialogue.ts';
import { writeRecording } from './encode.ts';
import { channelsOf, sidesOf } from './mix.ts';
import { callTable } from './table.ts';
import { layOut } from './timeline.ts';
import { type Truth, truthOf } from './truth.ts';
import { webVtt } from './vtt.ts';

const CALLS = join(SAMPLES_FOLDER, 'calls');
const TRUTH = join(SAMPLES_FOLDER, 'truth');

function make(dialogue: Dialogue): void {
  const timeline = layOut(dialogue);
  const sides = sidesOf(dialogue, timeline);
  const path = join(CALLS, dialogue.file.name);
  rmSync(path, { force: true });
  writeRecording(path, dialogue.file, channelsOf(dialogue, sides));
  const truth = truthOf(dialogue, timeline, sides);
  writeFileSync(join(TRUTH, `${dialogue.id}.json`), `${JSON.stringify(truth, null, 1)}\n`);
  if (dialogue.file.transcript) writeFileSync(path.replace(/\.[^.]+$/, '.vtt'), webVtt(truth));
  process.stderr.write(`${dialogue.id}: ${truth.durationSeconds.toFixed(1)} s\n`);
}

/** Puts the table of calls into the README, in place of the one there. */
function updateReadme(dialogues: readonly Dialogue[]): void {
  const readme = join(SAMPLES_FOLDER, 'README.md');
  const table = callTable(
    dialogues.map((dialogue) => ({
      dialogue,
      truth: JSON.parse(readFileSync(join(TRUTH, `${dialogue.id}.json`), 'utf8')) as Truth,
    })),
  );
  writeFileSync(
    readme,
    readFileSync(readme, 'utf8').replace(/(^\|.*\n)+/m, () => `${table}\n`),
  );
}

const dialogues = loadDialogues();
const wanted = process.argv.slice(2);
mkdirSync(CALLS, { recursive: true });
mkdirSync(TRUTH, { recursive: true });
try {
  for (const dialogue of dialogues) if (wanted.length === 0 || wanted.includes(dialogue.id)) make(dialogue);
  writeFileSync(join(SAMPLES_FOLDER, 'calls.csv'), callsCsv(dialogues));
  updateReadme(dialogues);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
