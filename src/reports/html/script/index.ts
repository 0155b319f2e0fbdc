import { CALL } from './call.ts';
import { CALL_LIST } from './call-list.ts';
import { DOM } from './dom.ts';
import { FORM } from './form.ts';
import { LIST } from './list.ts';
import { MAIN } from './main.ts';
import { PLAYER } from './player.ts';
import { TRANSCRIPT } from './transcript.ts';
import { VERDICTS } from './verdicts.ts';
import { WAVEFORM } from './waveform.ts';

/** The whole script of the page. Its parts share one scope and nothing is visible outside. */
export const SCRIPT = `(() => {'use strict';${[DOM, LIST, CALL_LIST, WAVEFORM, PLAYER, TRANSCRIPT, VERDICTS, FORM, CALL, MAIN].join('')}})();`;
