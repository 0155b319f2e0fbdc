import { Argument, type Command, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { addAppeal, type Decision, decideAppeal, listAppeals } from '../library/appeals.ts';
import { appealBlocks } from '../reports/quality/appeals-report.ts';
import { plain } from '../reports/width.ts';
import { outputLanguage } from './language.ts';
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

const languageOf = (command: Command): Language => outputLanguage(command.optsWithGlobals<{ lang?: string }>().lang);

/** Adds `lingting appeal add | list | decide`. */
export function addAppealCommand(program: Command): void {
  const appeal = program
    .command('appeal')
    .description('Objections of agents to verdicts, and what became of them.  申诉');
  appeal
    .command('add')
    .description('enter what an agent objects to')
    .argument('<call>', 'id of the call')
    .argument('<item>', 'id of the item; of a section for a line of the training form')
    .requiredOption('--by <name>', 'the agent')
    .requiredOption('--why <text>', 'the agent’s reason')
    .option('--json', 'print the appeal as JSON')
    .addOption(libraryOption())
    .action(async (callId: string, itemId: string, options: AddOptions, self: Command) => {
      const given = { call_id: callId, item_id: itemId, by_name: options.by.trim(), why: options.why.trim() };
      const entered = await withLibrary(options, (database) => addAppeal(database, given));
      const sentence = {
        zh: `申诉 ${entered.appeal_id} 已登记，待处理。`,
        en: `Appeal ${entered.appeal_id} is entered, to be decided.`,
      };
      print(entered, sentence[languageOf(self)], options.json);
    });
  const list = appeal
    .command('list')
    .description('appeals and their decisions')
    .option('--open', 'only those that nobody has decided')
    .addOption(libraryOption());
  for (const option of outputOptions()) list.addOption(option);
  list.action(async (options: LibraryOptions & OutputOptions & { open?: boolean }, self: Command) => {
    const appeals = await withLibrary(options, ({ query }) => listAppeals(query, { openOnly: options.open === true }));
    await writeBlocks({ version: 1, appeals }, appealBlocks(appeals, languageOf(self)), options, languageOf(self));
  });
  appeal
    .command('decide')
    .description('accept or decline an appeal; one that is accepted changes the verdict, and the scores follow')
    .argument('<appeal>', 'id of the appeal, see "lingting appeal list"')
    .addArgument(new Argument('<decision>', 'what came of it').choices(['accepted', 'declined']))
    .requiredOption('--by <name>', 'who decides')
    .requiredOption('--why <text>', 'why')
    .addOption(
      new Option('--verdict <verdict>', 'what holds after an accepted appeal (default: pass)').choices([
        'pass',
        'partial',
        'na',
      ]),
    )
    .option('--json', 'print the appeal as JSON')
    .addOption(libraryOption())
    .action(async (id: string, decision: Decision['decision'], options: DecideOptions, self: Command) => {
      const made = decisionOf(decision, options);
      const decided = await withLibrary(options, (database) => decideAppeal(database, id, made));
      const sentence =
        decision === 'accepted'
          ? { zh: `申诉 ${id} 成立，得分已更新。`, en: `Appeal ${id} is accepted; the scores are brought up to date.` }
          : { zh: `申诉 ${id} 不成立。`, en: `Appeal ${id} is declined.` };
      print(decided, sentence[languageOf(self)], options.json);
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
