import {readdir, readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import test from 'ava';
import ts from 'typescript';
import {madeName, madeWayIn} from '../../firmware/contract/index.js';

/** Where names are declared, and what schemas are called, which pages know by other means. */
const declared = resolve('firmware/contract');

async function sources(folder: string): Promise<string[]> {
	const names = await readdir(folder, {recursive: true});
	return names.filter(name => name.endsWith('.ts')).map(name => join(folder, name)).filter(path => !path.startsWith(declared));
}

/** A text of the program as it would be with something in its places. */
function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return [node.head.text, ...node.templateSpans.map(({literal}) => literal.text)].join('1');
}

/** What the log says is not for pages. */
function isLogged({parent}: ts.Node): boolean {
	return ts.isCallExpression(parent) && /\blog\b/.test(parent.expression.getText());
}

/** Where a program has a text that is such a name, or becomes one. */
function namesMadeIn(path: string, program: string): string[] {
	const file = ts.createSourceFile(path, program, ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const text = isLogged(node) ? undefined : textOf(node);
		if (text !== undefined && (madeWayIn(text) !== undefined || / channel 1$/.test(text))) found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text}`);
		ts.forEachChild(node, visit);
	};
	ts.forEachChild(file, visit);
	return found;
}

test('what looks for names that the box makes finds them in texts with and without places', t => {
	t.is(namesMadeIn('a.ts', 'const a = `Phone ${n}`; const b = \'command line\'; const c = `${name} channel ${n}`; const d = `SIP ${host}`;').length, 4);
	t.deepEqual(namesMadeIn('a.ts', 'const a = `Phone`; const b = \'a phone has registered\'; const c = `channel ${n}`; const d = \'SIP\';'), []);
});

test('the box makes its names by the contract alone, so that pages can say each in their own words', async t => {
	const files = await sources(resolve('firmware'));
	t.true(files.length > 100);
	const found = await Promise.all(files.map(async path => namesMadeIn(path, await readFile(path, 'utf8'))));
	t.deepEqual(found.flat(), []);
	t.is(madeName('channel', {span: 'PRI 1', n: 3}), 'PRI 1 channel 3');
});
