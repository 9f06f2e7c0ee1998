import {madeNameTexts, toldTexts} from '../../../firmware/contract/index.js';
import {conferences} from './conferences.js';
import {dialPlan} from './dial-plan.js';
import {form} from './form.js';
import {failures} from './failures.js';
import {frame} from './frame.js';
import {kit} from './kit.js';
import {lines} from './lines.js';
import {restart} from './restart.js';
import {rooms} from './rooms.js';
import {settings} from './settings.js';
import {telephones} from './telephones.js';
import {wizard} from './wizard.js';
import {status} from './status.js';
import {backup} from './backup.js';
import {calls} from './calls.js';
import {recordings} from './recordings.js';
import {system} from './system.js';
import {settingsWords} from './settings-words.js';
import {setUpWords} from './set-up-words.js';
import {trunks} from './trunks.js';
import {account} from './account.js';
import {audit} from './audit.js';
import {users} from './users.js';
import {words} from './words.js';

/** Every text of the page. Places to fill are in braces; `.one` and `.other` are chosen by the number `n`. */
const texts = {...trunks, ...restart, ...users, ...audit, ...account, ...failures, ...frame, ...system, ...recordings, ...calls, ...backup, ...status, ...form, ...settings, ...conferences, ...dialPlan, ...wizard, ...kit, ...rooms, ...lines, ...telephones} as const;

export type TextKey = keyof typeof texts;
export const en = {texts, told: toldTexts, made: madeNameTexts, words: {...words, ...setUpWords, ...settingsWords}};
