import { Argument, type Command, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { addAppeal, type Decision, decideAppeal, listAppeals } from '../library/appeals.ts';
import { say } from '../reports/blocks/say.ts';
import { appealBlocks } from '../reports/quality/appeals-report.ts';
import { plain } from '../reports/width.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';
import { type OutputOptions, outputOptions, writeBlocks } from './report-output.ts';

interface AddOptions extends LibraryOptions {
  by: string;
  why: string;
  json?: boolean;
}

interface DecideOptions extends AddOptions {
  verdict?: 'pass' | 'partial' | 'na';
}

/** Adds `lingting appeal add | list | decide`. */
export function addAppealCommand(program: Command, language: Language): void {
  const says = say(language);
  const appeal = program
    .command('appeal')
    .description(
      says('申诉：坐席对结论的异议及处理结果。', 'Objections of agents to verdicts, and what became of them.'),
    );
  appeal
    .command('add')
    .description(says('登记坐席的申诉', 'enter what an agent objects to'))
    .argument('<call>', says('通话编号', 'id of the call'))
    .argument(
      '<item>',
      says(
        '质检项编号；学员考核表的各行用所在部分的编号',
        'id of the item; of a section for a line of the training form',
      ),
    )
    .requiredOption('--by <name>', says('提出申诉的坐席', 'the agent'))
    .requiredOption('--why <text>', says('申诉理由', 'the agent’s reason'))
    .option('--json', says('以 JSON 输出该申诉', 'print the appeal as JSON'))
    .addOption(libraryOption(says))
    .action(async (callId: string, itemId: string, options: AddOptions) => {
      const given = { call_id: callId, item_id: itemId, by_name: options.by.trim(), why: options.why.trim() };
      const entered = await withLibrary(options, (database) => addAppeal(database, given));
      const sentence = {
        zh: `申诉 ${entered.appeal_id} 已登记，待处理。`,
        en: `Appeal ${entered.appeal_id} is entered, to be decided.`,
      };
      print(entered, sentence[language], options.json);
    });
  const list = appeal
    .command('list')
    .description(says('申诉及处理结果', 'appeals and their decisions'))
    .option('--open', says('只列待处理的', 'only those that nobody has decided'))
    .addOption(libraryOption(says));
  for (const option of outputOptions(says)) list.addOption(option);
  list.action(async (options: LibraryOptions & OutputOptions & { open?: boolean }) => {
    const appeals = await withLibrary(options, ({ query }) => listAppeals(query, { openOnly: options.open === true }));
    await writeBlocks({ version: 1, appeals }, appealBlocks(appeals, language), options, language);
  });
  appeal
    .command('decide')
    .description(
      says(
        '处理申诉：成立则更改结论，得分随即更新',
        'accept or decline an appeal; one that is accepted changes the verdict, and the scores follow',
      ),
    )
    .argument('<appeal>', says('申诉编号，见“lingting appeal list”', 'id of the appeal, see "lingting appeal list"'))
    .addArgument(
      new Argument('<decision>', says('accepted 成立、declined 不成立', 'what came of it')).choices([
        'accepted',
        'declined',
      ]),
    )
    .requiredOption('--by <name>', says('处理人', 'who decides'))
    .requiredOption('--why <text>', says('处理理由', 'why'))
    .addOption(
      new Option(
        '--verdict <verdict>',
        says(
          '申诉成立后的结论：pass 合格（默认）、partial 部分合格、na 不适用',
          'what holds after an accepted appeal: pass (default), partial or na',
        ),
      ).choices(['pass', 'partial', 'na']),
    )
    .option('--json', says('以 JSON 输出该申诉', 'print the appeal as JSON'))
    .addOption(libraryOption(says))
    .action(async (id: string, decision: Decision['decision'], options: DecideOptions) => {
      const made = decisionOf(decision, options);
      const decided = await withLibrary(options, (database) => decideAppeal(database, id, made));
      const sentence =
        decision === 'accepted'
          ? { zh: `申诉 ${id} 成立，得分已更新。`, en: `Appeal ${id} is accepted; the scores are brought up to date.` }
          : { zh: `申诉 ${id} 不成立。`, en: `Appeal ${id} is declined.` };
      print(decided, sentence[language], options.json);
    });
}

function decisionOf(decision: Decision['decision'], { by, why, verdict }: DecideOptions): Decision {
  const said = { handler: by.trim(), why: why.trim() };
  if (decision === 'accepted') return { ...said, decision, outcome: verdict ?? 'pass' };
  if (verdict === undefined) return { ...said, decision };
  throw new LingtingError('usage', {
    en: '--verdict goes with an accepted appeal; one that is declined leaves the verdict as it is.',
    zh: '--verdict 只用于成立的申诉；不成立的申诉不改变结论。',
  });
}

function print(json: unknown, sentence: string, asJson: boolean | undefined): void {
  process.stdout.write(`${asJson ? JSON.stringify(json, null, 2) : plain(sentence)}\n`);
}
