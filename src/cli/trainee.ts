import { Argument, type Command } from 'commander';
import type { Language } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { hasCallsOf } from '../library/has-calls-of.ts';
import { addStage } from '../library/stages.ts';
import { say } from '../reports/blocks/say.ts';
import { plain } from '../reports/width.ts';
import {
  STAGE_OUTCOMES,
  STAGES,
  type Stage,
  type StageOutcome,
  standingAfter,
  standingText,
} from '../scorecard/training-stages.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';

interface StageOptions extends LibraryOptions {
  by: string;
  note?: string;
  json?: boolean;
}

/** Adds `lingting trainee`. */
export function addTraineeCommand(program: Command, language: Language): void {
  const says = say(language);
  program
    .command('trainee')
    .description(says('学员培训进程：阶段与考核。', 'The way of a trainee: stages and assessments.'))
    .command('stage')
    .description(
      says(
        '登记阶段结果：依次为培训前沟通、培训、第一次考核、综合考核，不合格则再培训。',
        'Enter what came of a stage: talk → training → first-assessment → comprehensive-assessment, retraining after a failure.',
      ),
    )
    .argument('<agent>', says('学员的坐席工号', 'agent id of the trainee'))
    .addArgument(new Argument('<stage>', says(glossed(STAGES), 'which stage')).choices(Object.keys(STAGES)))
    .addArgument(
      new Argument(
        '<outcome>',
        says(
          `${glossed(STAGE_OUTCOMES)}最后登记的阶段`,
          'what came of it; "withdrawn" takes back the last stage entered',
        ),
      ).choices(Object.keys(STAGE_OUTCOMES)),
    )
    .requiredOption('--by <name>', says('考核人', 'who assessed'))
    .option('--note <text>', says('记入技能档案的备注', 'a remark for the skill file'))
    .option('--json', says('以 JSON 输出学员现状', 'print where the trainee stands as JSON'))
    .addOption(libraryOption(says))
    .action(async (agentId: string, stage: Stage, outcome: StageOutcome, options: StageOptions) => {
      const step = { stage, outcome, assessor: options.by, note: options.note ?? '' };
      const { steps, hasCalls } = await withLibrary(options, async ({ query }) => ({
        steps: await addStage(query, agentId, step),
        hasCalls: await hasCallsOf(query, agentId),
      }));
      const { standing, attempts } = standingAfter(steps);
      if (options.json)
        return void process.stdout.write(
          `${JSON.stringify({ agentId, hasCalls, standing, attempts, steps }, null, 2)}\n`,
        );
      const [done, came, next] = [STAGES[stage], STAGE_OUTCOMES[outcome], standingText(standing)];
      const attempt = attempts[stage] + (outcome === 'withdrawn' ? 1 : 0);
      const note = hasCalls ? { zh: '', en: '' } : NO_CALLS;
      const sentence = {
        zh: `${agentId}：${done.zh}第 ${attempt} 次，${came.zh}；现状：${next.zh}。${note.zh}`,
        en: `${agentId}: ${done.en}, attempt ${attempt}, ${came.en}; ${next.en}.${note.en}`,
      };
      process.stdout.write(`${plain(sentence[language])}\n`);
    });
}

/** Words to type, each with what it means in Chinese. */
function glossed(words: Readonly<Record<string, Sentence>>): string {
  return Object.entries(words)
    .map(([word, { zh }]) => `${word} ${zh}`)
    .join('、');
}

/** The first stages come before the first call; an id without calls may be mistyped all the same. */
const NO_CALLS: Sentence = {
  zh: '库中还没有该工号的通话；工号若有误，请用 withdrawn 撤回。',
  en: ' The library has no call of this agent yet; if the id is wrong, take the stage back with "withdrawn".',
};
