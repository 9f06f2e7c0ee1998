import test from 'ava';
import {freeNumbers} from '../../../firmware/call/index.js';

const free = test.macro({
	title: (_, used: readonly string[], like: string, expected: readonly string[]) => `beside ${used.join(', ')}, free numbers like ${like} are ${expected.join(', ')}`,
	exec: (t, used: readonly string[], like: string, expected: readonly string[]) => t.deepEqual(freeNumbers(new Set(used), like, 3), expected),
});
test(free, ['8000', '8002'], '8000', ['8001', '8003', '8004']);
test(free, ['98'], '97', ['97', '99', '96']);
test(free, ['7'], '07', ['07', '08', '09']);
test(free, [], '999999999999999', ['999999999999999', '999999999999998', '999999999999997']);
test(free, Array.from({length: 90}, (_, n) => String(n + 10)), '50', []);
