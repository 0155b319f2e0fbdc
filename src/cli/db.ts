import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { openDatabase } from '../library/database/open.ts';
import { backUp } from '../library/upkeep/backup.ts';
import { checkLibrary, type LibraryCheck } from '../library/upkeep/check.ts';
import { copyLibrary } from '../library/upkeep/copy.ts';
import { type LibraryInfo, libraryInfo } from '../library/upkeep/info.ts';
import { say } from '../reports/blocks/say.ts';
import { counted } from './counting-progress.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';

type Options = LibraryOptions & { json?: boolean };

/** Adds `lingting db check | backup | copy | info`. */
export function addDbCommand(program: Command, language: Language): void {
  const says = say(language);
  const db = program
    .command('db')
    .description(
      says('数据库：检查、备份、复制、查看占用空间。', 'The library: check, back up, copy, see how large it is.'),
    );
  db.command('check')
    .description(
      says('检查整个数据库有无损坏，不做任何改动', 'look through all of the library for damage; changes nothing'),
    )
    .addOption(libraryOption(says))
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (options: Options) => {
      process.exitCode = await check(options, language);
    });
  db.command('backup')
    .description(
      says(
        '把数据库现有内容写入一个新文件，期间别人可以继续写入；恢复就是直接用这个文件',
        'write the library as it is now into a new file, while others go on writing; to restore it, use that file',
      ),
    )
    .argument('<file>', says('新文件', 'a new file'))
    .addOption(libraryOption(says))
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (file: string, options: Options) => {
      const target = await withLibrary(options, (database) =>
        counted(language, (onRows) => backUp(database, file, onRows)),
      );
      print(
        options,
        { version: 1, file: target },
        { zh: `已备份到 ${target}`, en: `Backed up to ${target}` }[language],
      );
    });
  db.command('copy')
    .description(
      says(
        '把一个数据库复制到另一个空数据库：从文件到服务器、从备份恢复，或反过来',
        'copy a library into an empty one: from a file to a server, from a backup, or the other way',
      ),
    )
    .argument('<from>', says('来源：文件或 postgres:// 地址', 'a file or a postgres:// address'))
    .argument('<to>', says('目标，写法同上', 'the same'))
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (from: string, to: string, options: Options) => {
      await copy(from, to, options, language);
    });
  db.command('info')
    .description(says('通话数和占用空间', 'how many calls there are and how much room they take'))
    .addOption(libraryOption(says))
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (options: Options) => {
      const info = await withLibrary(options, libraryInfo);
      print(options, info, infoText(info, language));
    });
}

function print({ json }: Options, value: unknown, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(value, null, 2) : text}\n`);
}

async function check(options: Options, language: Language): Promise<number> {
  const found = await withLibrary(options, (database) => counted(language, (onRows) => checkLibrary(database, onRows)));
  print(options, found, checkText(found, language));
  return found.ok ? 0 : 1;
}

async function copy(from: string, to: string, options: Options, language: Language): Promise<void> {
  const rows = await withLibrary({ library: from }, async (source) => {
    const target = await openDatabase(to);
    return counted(language, (onRows) => copyLibrary(source, target, onRows)).finally(target.close);
  });
  print(options, { version: 1, rows }, { zh: `已复制 ${rows} 行。`, en: `${rows} rows copied.` }[language]);
}

/** Ids shown of each fault; `--json` has them all. */
const MOST_SHOWN = 5;

function checkText({ library, calls, ok, faults }: LibraryCheck, language: Language): string {
  const first = ok
    ? { zh: `${library}：${calls} 通，没有损坏。`, en: `${library}: ${calls} calls, no damage.` }
    : { zh: `${library}：${calls} 通，有损坏。`, en: `${library}: ${calls} calls, damaged.` };
  return [
    first[language],
    ...faults.map(({ sentence, in: ids }) => {
      const shown = ids.slice(0, MOST_SHOWN).join(', ');
      return `  ${ids.length} × ${sentence[language]} ${shown}${ids.length > MOST_SHOWN ? ' …' : ''}`;
    }),
  ].join('\n');
}

function infoText(
  { library, engine, calls, callsByState, bytes, bytesPerCall }: LibraryInfo,
  language: Language,
): string {
  const megabytes = `${(bytes / 1e6).toFixed(1)} MB`;
  const perCall = bytesPerCall === null ? '–' : `${(bytesPerCall / 1e3).toFixed(1)} kB`;
  const words = STATES[language];
  const states = Object.entries(callsByState).map(([state, count]) => `${words[state as keyof typeof words]} ${count}`);
  return language === 'zh'
    ? `${library}（${engine}）\n通话 ${calls}：${states.join('，')}\n占用 ${megabytes}，平均每通 ${perCall}`
    : `${library} (${engine})\n${calls} calls: ${states.join(', ')}\n${megabytes}, ${perCall} a call`;
}

const STATES = {
  zh: { waiting: '等待', running: '进行中', done: '完成', failed: '失败', excluded: '不计' },
  en: { waiting: 'waiting', running: 'running', done: 'done', failed: 'failed', excluded: 'left out' },
};
