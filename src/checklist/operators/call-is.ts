import { z } from 'zod';
import { CALL_TYPE_TITLES, CALL_TYPES } from '../call-types.ts';
import { found } from '../finding.ts';
import { operator } from '../operator.ts';

const options = z.strictObject({
  /** One of these types. */
  types: z.array(z.enum(CALL_TYPES)).min(1),
});
type Options = z.infer<typeof options>;

/** What kind of call it is, for limits that differ from one kind to another; decides nothing alone. */
export const callIs = operator<Options>({
  name: 'callIs',
  about: {
    zh: '是哪一类电话，用于不同类型有不同限度的判断。',
    en: 'What kind of call it is, where limits differ by kind.',
  },
  options,
  dependsOnRoles: false,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ types }, call) {
    const type = types.find((one) => call.isOfType(one));
    if (type) {
      const title = CALL_TYPE_TITLES[type];
      return found('pass', { zh: `这是${title.zh}。`, en: `The call is: ${title.en}.` });
    }
    const titles = types.map((one) => CALL_TYPE_TITLES[one]);
    return found('fail', {
      zh: `不是${titles.map(({ zh }) => zh).join('、')}。`,
      en: `Not a call of this type: ${titles.map(({ en }) => en).join(', ')}.`,
    });
  },
});
