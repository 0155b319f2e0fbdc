import { Argument, type Command } from 'commander';
import { addStage } from '../library/stages.ts';
import { plain } from '../reports/width.ts';
import {
  STAGE_OUTCOMES,
  STAGES,
  type Stage,
  type StageOutcome,
  standingAfter,
  standingText,
} from '../scorecard/training-stages.ts';
import { outputLanguage } from './language.ts';
import { type LibraryOptions, libraryOption, withLibrary } from './library-option.ts';

interface StageOptions extends LibraryOptions {
  by: string;
  note: string;
  json?: boolean;
}

/** Adds `lingting trainee`. */
export function addTraineeCommand(program: Command): void {
  program
    .command('trainee')
    .description('The way of a trainee: stages and assessments.  学员培训进程')
    .command('stage')
    .description('Enter what came of a stage: talk → training → two assessments, retraining between.  登记阶段结果')
    .argument('<agent>', 'agent id of the trainee')
    .addArgument(new Argument('<stage>', 'which stage').choices(Object.keys(STAGES)))
    .addArgument(new Argument('<outcome>', 'what came of it').choices(Object.keys(STAGE_OUTCOMES)))
    .requiredOption('--by <name>', 'who assessed')
    .option('--note <text>', 'a remark for the skill file', '')
    .option('--json', 'print where the trainee stands as JSON')
    .addOption(libraryOption())
    .action(async (agentId: string, stage: Stage, outcome: StageOutcome, options: StageOptions, command: Command) => {
      const language = outputLanguage(command.optsWithGlobals<{ lang?: string }>().lang);
      const step = { stage, outcome, assessor: options.by, note: options.note };
      const steps = await withLibrary(options, ({ query }) => addStage(query, agentId, step));
      const { standing, attempts } = standingAfter(steps);
      if (options.json)
        return void process.stdout.write(`${JSON.stringify({ agentId, standing, attempts, steps }, null, 2)}\n`);
      const [done, came, next] = [STAGES[stage], STAGE_OUTCOMES[outcome], standingText(standing)];
      const sentence = {
        zh: `${agentId}：${done.zh}第 ${attempts[stage]} 次，${came.zh}；现状：${next.zh}。`,
        en: `${agentId}: ${done.en}, attempt ${attempts[stage]}, ${came.en}; now: ${next.en}.`,
      };
      process.stdout.write(`${plain(sentence[language])}\n`);
    });
}
