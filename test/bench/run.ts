import { benchSpeed } from './speed.ts';
import { benchSpotting } from './spotting.ts';

const met = [await benchSpotting(), await benchSpeed()];
if (met.includes(false)) {
  console.log('A bar was missed.');
  process.exitCode = 1;
}
