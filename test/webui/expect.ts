import {expect as impatient} from 'playwright/test';

/** Waits until the page is as it is said to be, for as long as an action waits for what it is done to. */
export const expect = impatient.configure({timeout: 30_000});
