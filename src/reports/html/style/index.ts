import { BASE } from './base.ts';
import { CALL_STYLE } from './call.ts';
import { FORM_STYLE } from './form.ts';
import { LIST_STYLE } from './list.ts';
import { PRINT } from './print.ts';
import { TALK_STYLE } from './talk.ts';

/** The whole style sheet of the page. */
export const STYLE = [BASE, LIST_STYLE, CALL_STYLE, TALK_STYLE, FORM_STYLE, PRINT].join('');
