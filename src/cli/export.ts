import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { type ExportedCall, exportedCalls } from '../library/export-calls.ts';
import { say } from '../reports/blocks/say.ts';
import type { CallFile } from '../reports/exports/call-file.ts';
import { srtOf, vttOf } from '../reports/exports/subtitles.ts';
import { verdictHeader, verdictRows } from '../reports/exports/verdict-rows.ts';
import { plain } from '../reports/width.ts';
import { writeWhole } from '../write-whole.ts';
import { counted } from './counting-progress.ts';
import { fileNameOf } from './file-name-of.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { prepareFolder } from './output-folder.ts';
import { requireEnding } from './report-output.ts';

type Format = 'json' | 'csv' | 'srt' | 'vtt';
type Options = LibraryOptions & { format: Format; out: string; json?: boolean };

/** Adds `lingting export`. */
export function addExportCommand(program: Command, language: Language): void {
  const says = say(language);
  program
    .command('export')
    .description(
      says(
        '导出给其他程序：分析结果、评分卡、逐项结论、字幕。',
        'Calls for other programs: analyses and scorecards, verdicts, subtitles.',
      ),
    )
    .argument('[call...]', says('通话编号（默认：所有已完成的通话）', 'ids of calls (default: all that are done)'))
    .addOption(libraryOption(says))
    .addOption(
      new Option(
        '--format <format>',
        says(
          'json：分析结果与评分卡；csv：每通每项一行；srt、vtt：转写',
          'json: analysis and scorecard; csv: one row per verdict; srt, vtt: transcripts',
        ),
      )
        .choices(['json', 'csv', 'srt', 'vtt'])
        .makeOptionMandatory(),
    )
    .requiredOption(
      '-o, --out <place>',
      says(
        'csv 给 .csv 文件名；json、srt、vtt 给文件夹，每通一个文件',
        'csv: a .csv file; json, srt and vtt: a folder, one file per call',
      ),
    )
    .option('--json', says('以 JSON 输出保存位置', 'print where everything went as JSON'))
    .action(async (calls: string[], options: Options) => {
      process.exitCode = await run(calls, options, language);
    });
}

/** Writes the calls; returns the exit code: 1 when some of those named are not in the library. */
async function run(named: readonly string[], options: Options, language: Language): Promise<number> {
  if (options.format === 'csv') requireEnding(options.out, ['.csv']);
  const only = named.length > 0 ? [...new Set(named)] : null;
  const missing: string[] = [];
  const count = await withLibrary(options, (database) => {
    const calls = exportedCalls(database, only, (callId) => missing.push(callId));
    return counted(language, (add) =>
      options.format === 'csv'
        ? writeVerdicts(calls, options.out, language, add)
        : writeFiles(calls, options.format, options.out, add),
    );
  });
  const out = path.resolve(options.out);
  const calls = count === 1 ? '1 call' : `${count} calls`;
  const said = { zh: `已导出 ${count} 通到 ${out}`, en: `${calls} exported to ${out}` }[language];
  const result = { version: 1, format: options.format, out, calls: count };
  const isNothing = count === 0 && missing.length > 0;
  if (options.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else if (!isNothing) process.stdout.write(`${said}\n`);
  if (missing.length === 0) return 0;
  const sentence = {
    en: `The library has no finished, undamaged call ${missing.join(', ')}; ${isNothing ? 'nothing was exported' : 'the others were exported'}.`,
    zh: `数据库中没有已完成且完好的通话 ${missing.join('、')}；${isNothing ? '未导出任何通话' : '其余均已导出'}。`,
  };
  if (isNothing) throw new LingtingError('not-in-library', sentence);
  process.stderr.write(`${plain(sentence[language])}\n`);
  return 1;
}

/** Streams one row per call and item into a file; the mark at its start tells Excel that it is UTF-8. */
async function writeVerdicts(
  calls: AsyncIterable<ExportedCall>,
  file: string,
  language: Language,
  add: (calls: number) => void,
): Promise<number> {
  let count = 0;
  async function* rows(): AsyncGenerator<string> {
    yield `\uFEFF${verdictHeader()}`;
    for await (const { scorecard, analysis, file } of calls) {
      yield verdictRows(scorecard, { call: analysis.call, file }, language).join('');
      count++;
      add(1);
    }
  }
  const whole = path.resolve(file);
  await prepareFolder(path.dirname(whole));
  await writeWhole(whole, rows());
  return count;
}

async function writeFiles(
  calls: AsyncIterable<ExportedCall>,
  format: Exclude<Format, 'csv'>,
  out: string,
  add: (calls: number) => void,
): Promise<number> {
  const folder = await prepareFolder(out);
  let count = 0;
  for await (const call of calls) {
    await writeWhole(path.join(folder, `${fileNameOf(call.callId)}.${format}`), [TEXTS[format](call)]);
    count++;
    add(1);
  }
  return count;
}

const TEXTS: Record<Exclude<Format, 'csv'>, (call: ExportedCall) => string> = {
  json: ({ callId, file, analysis, scorecard }) =>
    JSON.stringify({ version: 1, callId, file, analysis, scorecard } satisfies CallFile),
  srt: ({ analysis }) => srtOf(analysis),
  vtt: ({ analysis }) => vttOf(analysis),
};
