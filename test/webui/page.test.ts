import test from 'ava';
import type {Browser} from 'playwright-core';
import {launchBrowser, visit, widthOf} from './browser.js';
import {at, call, dialPlanEntry, participant, room, roomId, state} from './builders.js';
import {expect} from './expect.js';
import type {StandInBox} from './stand-in-box.js';

let browser: Browser;
test.before(async () => {
	browser = await launchBrowser();
});
test.after.always(async () => await browser.close());

const review = room('r1', {participants: [
	participant('ann', {name: 'Ann Lee', role: 'leader'}),
	participant('bob', {name: '', number: '+4930555077', muted: true, codec: 'pcma'}),
]});
const withReview = (box: StandInBox): void => {
	box.state = state({rooms: [review]});
};

test.serial('visitor logs in with name and password and sees who is in which room', async t => {
	await visit(browser, async ({page, complaints}) => {
		await page.getByLabel('Name').fill('kim');
		await page.getByLabel('Password').fill('right');
		await page.getByRole('button', {name: 'Log in'}).click();
		await page.getByRole('heading', {name: 'Weekly review'}).waitFor();
		await expect(page.locator('.participant-name')).toHaveText(['Ann Lee', '+4930555077']);
		await expect(page.locator('main:focus, main h1:focus')).toHaveCount(1);
		t.deepEqual(complaints, []);
	}, {prepare: box => {
		withReview(box);
		box.loggedIn = false;
	}});
});

test.serial('visitor with a wrong password is told so and can try again', async t => {
	await visit(browser, async ({page}) => {
		await expect(page.getByLabel('Name')).toBeFocused();
		await page.keyboard.type('kim');
		await page.getByLabel('Password').fill('guess');
		await page.getByRole('button', {name: 'Log in'}).click();
		await expect(page.getByRole('alert')).toHaveText('The name or the password is wrong.');
		await expect(page.getByLabel('Name')).toHaveValue('kim');
		await expect(page.getByLabel('Password')).toBeFocused();
		t.pass();
	}, {prepare: box => {
		box.loggedIn = false;
	}});
});

test.serial('visitor with a log-in link is in, and the code is gone from the address', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('heading', {name: 'Weekly review'}).waitFor();
		await expect(page).toHaveURL(box.url);
		t.pass();
	}, {path: '#code=once', prepare: box => {
		withReview(box);
		box.loggedIn = false;
	}});
});

test.serial('visitor with a used log-in link is told so, and the code is gone from the address', async t => {
	await visit(browser, async ({page, box}) => {
		await expect(page.getByRole('alert')).toHaveText(/used already/);
		await expect(page).toHaveURL(box.url);
		t.pass();
	}, {path: '#code=twice', prepare: box => {
		box.loggedIn = false;
	}});
});

test.serial('admin who logs out sees the log-in form, and nothing of the rooms', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'Log out'}).click();
		await page.getByLabel('Password').waitFor();
		await expect(page.locator('.participant')).toHaveCount(0);
		t.pass();
	}, {prepare: withReview});
});

test.serial('admin sees a newcomer at once', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('2 people', {exact: true}).waitFor();
		box.tell({kind: 'participant.joined', at, room: review.id, participant: participant('cy', {name: 'Cy Roe'})});
		await page.getByText('Cy Roe').waitFor();
		await expect(page.getByText('3 people', {exact: true})).toBeVisible();
		t.pass();
	}, {prepare: withReview});
});

test.serial('user who only looks on may unfold how calls sound, and is offered nothing else to press in a room', async t => {
	await visit(browser, async ({page}) => {
		await page.getByText('Ann Lee').waitFor();
		await expect(page.locator('.room button:not([aria-expanded])')).toHaveCount(0);
		t.pass();
	}, {prepare: box => {
		withReview(box);
		box.role = 'user';
	}});
});

test.serial('admin who mutes sees the button wait until the box says that it is done', async t => {
	await visit(browser, async ({page, box, complaints}) => {
		const mute = page.getByRole('button', {name: 'Mute Ann Lee', exact: true});
		await mute.click();
		await page.locator('[data-participant=ann] [aria-busy]').waitFor();
		await expect(mute).toHaveAttribute('aria-disabled', 'true');
		await expect(page.locator('[data-participant=ann]').getByText('Muted', {exact: true})).toHaveCount(0);
		box.tell({kind: 'participant.changed', at, room: review.id, participant: {...participant('ann', {name: 'Ann Lee'}), muted: true}});
		await page.getByRole('button', {name: 'Unmute Ann Lee'}).waitFor();
		await expect(page.locator('[data-participant=ann]').getByText('Muted', {exact: true})).toBeVisible();
		t.deepEqual(box.asks, [{method: 'PATCH', path: '/participants/ann', body: {muted: true}, header: 'page'}]);
		t.deepEqual(complaints, []);
	}, {prepare: withReview});
});

test.serial('admin whose mute fails reads why at that participant', async t => {
	await visit(browser, async ({page}) => {
		await page.getByRole('button', {name: 'Mute Ann Lee', exact: true}).click();
		await expect(page.locator('[data-participant=ann]').getByRole('alert')).toHaveText('Not muted. Something went wrong inside the box; its log says what.');
		await page.getByRole('button', {name: 'Close this message'}).click();
		await expect(page.getByRole('alert')).toHaveCount(0);
		t.pass();
	}, {prepare: box => {
		withReview(box);
		box.refusal = {status: 500, code: 'INTERNAL', message: 'The mixer is on fire.'};
	}});
});

test.serial('admin with the keyboard alone is asked before a disconnection, and keeps the caller', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Disconnect Ann Lee'}).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('group', {name: 'Disconnect Ann Lee?'}).waitFor();
		await page.keyboard.press('Escape');
		await page.locator('[data-participant=ann] button:focus').waitFor();
		await expect(page.locator(':focus')).toHaveAttribute('aria-label', 'Disconnect Ann Lee');
		t.deepEqual(box.asks, []);
	}, {prepare: withReview});
});

test.serial('an admin who kept a caller and went on is not brought back there when somebody else mutes that caller', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Disconnect Ann Lee'}).press('Enter');
		await page.keyboard.press('Escape');
		await page.locator('[data-participant=ann] button:focus').waitFor();
		const lock = page.getByRole('button', {name: 'Lock'});
		await lock.focus();
		box.tell({kind: 'participant.changed', at, room: roomId('r1'), participant: participant('ann', {name: 'Ann Lee', role: 'leader', muted: true})});
		await page.getByRole('button', {name: 'Unmute Ann Lee'}).waitFor();
		await expect(lock).toBeFocused();
		t.pass();
	}, {prepare: withReview});
});

test.serial('admin disconnects a caller, whose row goes and leaves the focus in the room', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'Disconnect Ann Lee'}).click();
		const asked = page.waitForResponse('**/participants/ann');
		await page.getByRole('group', {name: 'Disconnect Ann Lee?'}).getByRole('button', {name: 'Disconnect'}).click();
		await asked;
		box.tell({kind: 'participant.left', at, room: review.id, participant: participant('ann').id, outcome: 'disconnected'});
		await page.getByText('Ann Lee').waitFor({state: 'detached'});
		await expect(page.locator(':focus')).toHaveText('Weekly review');
		t.deepEqual(box.asks, [{method: 'DELETE', path: '/participants/ann', body: undefined, header: 'page'}]);
	}, {prepare: withReview});
});

test.serial('admin ends a conference only after saying so twice', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByRole('button', {name: 'End', exact: true}).click();
		await page.getByRole('dialog').waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({state: 'detached'});
		t.deepEqual(box.asks, []);
		await page.getByRole('button', {name: 'End', exact: true}).click();
		const asked = page.waitForResponse('**/rooms/r1');
		await page.getByRole('button', {name: 'End the conference'}).click();
		await asked;
		box.tell({kind: 'room.closed', at, room: review.id, conference: review.conference});
		await page.getByText('Nobody is in a conference right now').waitFor();
		await expect(page.locator('main h1')).toBeFocused();
		t.deepEqual(box.asks.map(({method, path}) => `${method} ${path}`), ['DELETE /rooms/r1']);
	}, {prepare: withReview});
});

test.serial('admin sees that the connection is lost, and what changed meanwhile once it is back', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('Ann Lee').waitFor();
		box.state = state({rooms: [room('r2', {description: 'Board', participants: [participant('dee', {name: 'Dee Fox'})]})]});
		box.streamStatus = 503;
		box.dropStreams();
		const lost = page.getByText('The connection to the box is lost');
		await lost.waitFor();
		await expect(page.getByText('Ann Lee')).toBeVisible();
		await page.setViewportSize({width: 390, height: 320});
		await page.evaluate('scrollTo(0, document.body.scrollHeight)');
		await expect(lost).toBeInViewport({ratio: 1});
		box.streamStatus = 200;
		await page.getByText('Dee Fox').waitFor();
		await expect(page.getByText('The connection to the box is lost')).toHaveCount(0);
		await expect(page.getByText('Ann Lee')).toHaveCount(0);
		t.pass();
	}, {prepare: withReview});
});

test.serial('admin whose log-in ends while the page is open is asked to log in', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('Ann Lee').waitFor();
		box.loggedIn = false;
		box.dropStreams();
		await page.getByLabel('Password').waitFor();
		await expect(page.getByText('Ann Lee')).toHaveCount(0);
		t.pass();
	}, {prepare: withReview});
});

test.serial('admin of an empty box reads what to dial, and sees callers who are still asked for the PIN', async t => {
	await visit(browser, async ({page, box}) => {
		await page.getByText('Dial 8000 from a phone').waitFor();
		box.tell({kind: 'call.started', at, call: call('eve')});
		await page.getByText('dialled 8000').waitFor();
		await expect(page.getByText('Dial 8000 from a phone')).toHaveCount(0);
		await expect(page.getByRole('button', {name: 'Disconnect +4930555099'})).toHaveCount(1);
		await expect(page.getByRole('button', {name: 'Mute +4930555099'})).toHaveCount(0);
		t.pass();
	}, {prepare: box => {
		box.dialPlan = [dialPlanEntry('8000')];
	}});
});

test.serial('meter of a talker follows the level, and nothing else of the page is touched', async t => {
	await visit(browser, async ({page, box}) => {
		const bar = page.locator('[data-participant=ann] .meter-bar');
		await bar.waitFor({state: 'attached'});
		box.tell({kind: 'levels', at, participants: {ann: -10}});
		await page.locator('[data-participant=ann] .meter-bar[style*="scaleX(1)"]').waitFor({state: 'attached'});
		box.tell({kind: 'levels', at, participants: {}});
		await page.locator('[data-participant=ann] .meter-bar[style*="scaleX(0)"]').waitFor({state: 'attached'});
		await expect(page.locator('[data-participant=bob] .meter-bar')).toHaveCount(0);
		t.pass();
	}, {prepare: withReview});
});

const greetings = [['fr-CH', 'Personne n’est en conférence'], ['de-AT', 'Gerade ist niemand'], ['es', 'Ahora no hay nadie'], ['it', 'In questo momento nessuno'], ['nl', 'Nobody is in a conference']] as const;
for (const [locale, greeting] of greetings) {
	test.serial(`browser in ${locale} shows "${greeting}…"`, async t => {
		await visit(browser, async ({page}) => {
			await page.getByText(greeting).waitFor();
			await expect(page.locator('html')).toHaveAttribute('lang', locale === 'nl' ? 'en' : locale.slice(0, 2));
			t.pass();
		}, {context: {locale}});
	});
}

test.serial('admin on a phone sees the whole width of a crowded room', async t => {
	await visit(browser, async ({page}) => {
		await page.getByText('Ann Lee').waitFor();
		await expect.poll(() => widthOf(page)).toBe(360);
		t.pass();
	}, {context: {viewport: {width: 360, height: 740}}, prepare: box => {
		box.state = state({rooms: [{...review, id: roomId('r9'), description: 'A'.repeat(200), locked: true, allMuted: true}]});
	}});
});
