import { benchMeasures } from './measures.ts';
import { benchPunctuation } from './punctuation.ts';
import { benchReports } from './reports.ts';
import { benchRescore } from './rescore.ts';
import { benchSpeechActivity } from './speech-activity.ts';
import { benchSpeed } from './speed.ts';
import { benchSpotting } from './spotting.ts';
import { benchTones } from './tones.ts';

const met = [
  await benchSpotting(),
  await benchSpeed(),
  await benchRescore(),
  await benchReports(),
  await benchMeasures(),
  await benchTones(),
  await benchSpeechActivity(),
  await benchPunctuation(),
];
if (met.includes(false)) {
  console.log('A bar was missed.');
  process.exitCode = 1;
}
