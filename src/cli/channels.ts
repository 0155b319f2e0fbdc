import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import type { Database } from '../library/database/open.ts';
import { type CallSides, saySides, sidesOf } from '../library/say-sides.ts';
import { say } from '../reports/blocks/say.ts';
import { SPEAKERS } from '../reports/exports/speakers.ts';
import { scoreText } from '../reports/format.ts';
import { plain } from '../reports/width.ts';
import { areRolesGuessed, isTold } from '../speakers/attribute.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';

interface ChannelsOptions extends LibraryOptions {
  swap?: boolean;
  reset?: boolean;
  by?: string;
  json?: boolean;
}

/** Adds `lingting channels`. */
export function addChannelsCommand(program: Command, language: Language): void {
  const says = say(language);
  program
    .command('channels')
    .description(
      says(
        '查看通话各声道是谁，或指出坐席与客户接反了；得分随之更新，不需要录音。',
        'Show who is on which channel of calls, or say that it is the other way round; scores follow, without the recordings.',
      ),
    )
    .argument('<call...>', says('通话编号', 'ids of calls'))
    .option(
      '--swap',
      says(
        '坐席与客户接反了；同一通再次对调会被拒绝，请先用 --reset 撤回',
        'agent and customer are the other way round; refused for a call exchanged before, unless --reset took that back',
      ),
    )
    .option(
      '--reset',
      says(
        '撤回所作的指定，以聆听的判断为准',
        'take back what was said: who is on which channel is as Lingting found it',
      ),
    )
    .option('--by <name>', says('由谁听辨，与 --swap 同用', 'who listened; goes with --swap'))
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .addOption(libraryOption(says))
    .action(async (callIds: string[], options: ChannelsOptions) => {
      await run([...new Set(callIds)], options, language);
    });
}

async function run(callIds: readonly string[], options: ChannelsOptions, language: Language): Promise<void> {
  const change = changeOf(options);
  await withLibrary(options, async (database) => {
    const calls = change
      ? await saySides(database, callIds, change === 'swap' ? options.by!.trim() : null)
      : await sidesOfAll(database, callIds);
    if (options.json) process.stdout.write(`${JSON.stringify({ version: 1, calls }, null, 2)}\n`);
    else for (const call of calls) process.stdout.write(`${sidesText(call, change, language)}\n`);
  });
}

async function sidesOfAll({ query }: Database, callIds: readonly string[]): Promise<CallSides[]> {
  const calls: CallSides[] = [];
  for (const callId of callIds) calls.push(await sidesOf(query, callId));
  return calls;
}

function changeOf({ swap, reset, by }: ChannelsOptions): 'swap' | 'reset' | null {
  const change = swap ? 'swap' : reset ? 'reset' : null;
  if ((swap && reset) || (change === 'swap') !== (by !== undefined) || by?.trim() === '')
    throw new LingtingError('usage', {
      en: 'Expected either no option, or --swap --by NAME, or --reset.',
      zh: '请不带选项查看，或使用 --swap --by 姓名，或 --reset。',
    });
  return change;
}

/**
 * Who is on which channel of a call, and what became of it by `change`. How sure Lingting is stands beside what it found, not
 * beside what it was told, unless what is heard speaks against that; a mixed channel is nobody's.
 */
export function sidesText(call: CallSides, change: 'swap' | 'reset' | null, language: Language): string {
  const { callId, attribution, changed, score, exclusion } = call;
  const { participants, confidence, notes } = attribution;
  const who = participants.map((participant, at) => `${at + 1} ${SPEAKERS[participant][language]}`);
  const percent = Math.round(100 * confidence);
  const [from, to] = [scoreText(score.from), scoreText(score.to)];
  const outcome = changed
    ? { zh: `，得分 ${from} → ${to}`, en: `; score ${from} → ${to}` }
    : change === 'reset'
      ? { zh: '，此前没有指定过，无需撤回', en: '; nothing had been said about its sides' }
      : { zh: '', en: '' };
  const isOpen = !isTold(attribution) || areRolesGuessed(attribution);
  const sure =
    isOpen && !participants.includes('mixed')
      ? { zh: `（把握 ${percent}%）`, en: ` (${percent}% sure)` }
      : { zh: '', en: '' };
  const first =
    language === 'zh'
      ? `${callId}  声道 ${who.join('，')}${sure.zh}${outcome.zh}`
      : `${callId}  channel ${who.join(', ')}${sure.en}${outcome.en}`;
  const leftOut = exclusion && { zh: `不计入评分：${exclusion.zh}`, en: `Left out: ${exclusion.en}` };
  const further = leftOut ? [...notes, leftOut] : notes;
  return [plain(first), ...further.map((line) => `  ${plain(line[language])}`)].join('\n');
}
