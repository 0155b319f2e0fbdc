import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { itemTitles, reviewedVerdicts, secondsOf } from '../library/reviewed-verdicts.ts';
import { calibrate, disagreements } from '../quality/calibration.ts';
import { say } from '../reports/blocks/say.ts';
import { type CalibrationReport, calibrationBlocks } from '../reports/quality/calibration-report.ts';
import { unknownItem } from './checklist-explain.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { type OutputOptions, outputOptions, writeBlocks } from './report-output.ts';

/** So many disagreements are listed, wrong fails first; `--item` lists those of one. */
const MOST_LISTED = 100;

interface CalibrateOptions extends LibraryOptions, OutputOptions {
  item?: string;
}

/** Adds `lingting calibrate`. */
export function addCalibrateCommand(program: Command, language: Language): void {
  const says = say(language);
  const command = program
    .command('calibrate')
    .description(says('机器与人工逐项的一致程度。', 'How far the machine agrees with people, item by item.'))
    .option('--item <id>', says('只看这一项', 'only this item'))
    .addOption(libraryOption(says));
  for (const option of outputOptions(says)) command.addOption(option);
  command.action(async (options: CalibrateOptions) => {
    const report = await withLibrary(options, ({ query }) => reportOn(query, options.item ?? null));
    await writeBlocks(report, calibrationBlocks(report, language), options, language);
  });
}

async function reportOn(query: Parameters<typeof itemTitles>[0], item: string | null): Promise<CalibrationReport> {
  const titles = await itemTitles(query);
  if (item !== null && !titles.has(item))
    throw unknownItem(
      item,
      [...titles].map(([id, title]) => ({ id, title })),
    );
  const reviews = await reviewedVerdicts(query, item);
  const { overall, items } = calibrate(reviews);
  const differing = disagreements(reviews);
  const listed = differing.slice(0, MOST_LISTED);
  const seconds = await secondsOf(query, listed);
  const title = (itemId: string) => titles.get(itemId) ?? null;
  return {
    overall,
    items: items.map((one) => ({ ...one, title: title(one.itemId) })),
    disagreementCount: differing.length,
    disagreements: listed.map((one, at) => ({ ...one, title: title(one.itemId), second: seconds[at]! })),
  };
}
