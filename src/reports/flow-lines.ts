import type { FlowResult } from '../checklist/flow.ts';
import { SIGNS } from './outcome.ts';
import type { Colours, TextOptions } from './table.ts';
import { plain, wrap } from './width.ts';
import { fill, WORDS } from './words.ts';

/** The sign of a step: that of its outcome, and a dot where nothing checks it. */
export const STEP_SIGNS: Readonly<Record<FlowResult['steps'][number]['outcome'], string>> = {
  ...SIGNS,
  notChecked: '·',
};

/** The flows a call went along, each as its steps in order with their outcomes. */
export function flowLines(
  flows: readonly FlowResult[],
  { language }: TextOptions,
  colours: Colours,
  columns: number,
): string[] {
  const words = WORDS[language];
  return flows.flatMap(({ title, steps }) => {
    const said = steps.map(({ title: step, need, outcome }) => {
      const name = plain(step[language]);
      const form = need === 'conditional' ? words.stepIf : need === 'optional' ? words.stepOptional : '{step}';
      return `${STEP_SIGNS[outcome]} ${fill(form, { step: name })}`;
    });
    return [
      colours.bold(`${words.flow}${words.colon}${plain(title[language])}`),
      ...wrap(said.join(' → '), columns - 2).map((line) => `  ${line}`),
    ];
  });
}
