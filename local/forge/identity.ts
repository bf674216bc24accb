import { seededRandom, seedOf, type Random } from '../random.ts';

const HEX = '0123456789abcdef';
/** A UUID of version 4 from a stream of chance. */
export const randomUuid = (random: Random): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', () => HEX.charAt(Math.floor(random() * 16)));

/** The same UUID for the same text. */
export const uuidOf = (text: string): string => randomUuid(seededRandom(seedOf(text)));

/** What names the app towards its functions and pages (`forge deploy` would give these). */
export const ENVIRONMENT_ID = uuidOf('environment/local');
export const ENVIRONMENT_TYPE = 'DEVELOPMENT';
export const APP_VERSION = '1.0.0';
