import type { EntityPatterns } from './entities.ts';

const COUNT =
  '(?:\\d{1,6}(?:[.,]\\d{1,3})*|(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)[ -]?){1,5})';
const HOUR = '(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const NOT_A_TIME =
  '(?! ?(?:of|minutes?|mins?|hours?|days?|weeks?|months?|years?|times?|dollars?|percent|people|items?|and a half)\\b)';

/** English wording of dates, times, amounts, names and places. */
export const ENGLISH: EntityPatterns = {
  phone: /^(?:\d{7,8}|\d{10,14}|911|999|112)$/,
  time: [
    new RegExp(
      `\\b${HOUR}(?:[:. ][0-5]\\d| thirty| fifteen| forty[- ]five)?[ ]?(?:a\\.?m\\b|p\\.?m\\b|o'?clock)`,
      'gi',
    ),
    new RegExp(
      `\\b(?:by|before|at|until|around|after) (?:${HOUR}(?:[:.][0-5]\\d| thirty)?(?: ?[ap]\\.?m| ?o'clock)?|noon|midday|midnight)\\b${NOT_A_TIME}`,
      'gi',
    ),
    /\b(?:[01]?\d|2[0-3]):[0-5]\d\b/g,
    /\b(?:end|close) of (?:the )?(?:business )?day\b|\bclose of business\b|\bend of business\b/gi,
  ],
  date: [
    /\b(?:today|tonight|tomorrow|yesterday)\b/gi,
    new RegExp(`\\b${DAY}\\b`, 'gi'),
    /\b(?:this|next|last) (?:week|weekend|month|morning|afternoon|evening)\b|\bend of (?:the )?(?:week|month)\b/gi,
    new RegExp(
      `\\b${MONTH} (?:the )?(?:\\d{1,2}|first|second|third|fourth|fifth|[a-z]+(?:th|st|nd|rd))\\b|\\b(?:the )?\\d{1,2}(?:st|nd|rd|th)\\b(?: of ${MONTH})?`,
      'gi',
    ),
    /\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b/g,
  ],
  amount: [
    new RegExp(`\\b${COUNT} ?(?:dollars?|bucks|cents?|pounds?|quid|euros?|yuan|per ?cent|percent)\\b`, 'gi'),
    /[$£€¥]\s?\d+(?:[.,]\d+)*|\b\d+(?:\.\d+)?\s?%/g,
  ],
  name: [
    /\b(?:(?:my|first|last|full|family) name(?: is|'s)|surname is|name's) [a-z][a-z'-]+(?: [a-z][a-z'-]+)?/gi,
    /\bthis is (?!a |an |the |my |not |about |for |very |so |still |just |what )[a-z][a-z'-]+(?: [a-z'-]+)? (?:speaking|calling|here)\b/gi,
    /\b(?:mister|missus|mr|mrs|ms|miss)\.? [a-z][a-z'-]+/gi,
  ],
  region: [
    /\b[a-z]+ (?:street|road|avenue|drive|lane|boulevard|square|county|district|court|heights)\b/gi,
    /\b(?:apartment|suite|unit|zip code|zip|postcode|postal code) (?:number )?(?:is )?[a-z]?\d+\b/gi,
    /\bi(?:'m| am)? (?:live|living|located|based|calling) (?:in|from) (?!a |an |the |my |about )[a-z]+/gi,
  ],
};
