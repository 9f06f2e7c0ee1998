import tseslint from 'typescript-eslint';
import {oneWay} from './eslint.imports.js';

const noEnum = {selector: 'TSEnumDeclaration', message: 'Use a union of literals.'};
const isReadAtOnce = 'The page may be a moment later: wait for it with expect of test/webui/expect.ts, as in "await expect(locator).toBeVisible()".';
const reads = 'isVisible|isHidden|isChecked|isDisabled|isEnabled|isEditable|count|textContent|innerText|innerHTML|getAttribute|allInnerTexts|allTextContents';

export default tseslint.config(
	{ignores: ['build/', 'node_modules/', 'data/', '.cache/']},
	{linterOptions: {reportUnusedDisableDirectives: 'error', noInlineConfig: true}},
	{
		files: ['**/*.{ts,tsx}'],
		extends: [tseslint.configs.recommendedTypeChecked],
		plugins: {partyline: {rules: {'one-way-imports': oneWay}}},
		languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
		rules: {
			'partyline/one-way-imports': 'error',
			'max-lines': ['error', 400],
			'max-lines-per-function': ['error', 60],
			'max-params': ['error', 3],
			'eqeqeq': 'error',
			'no-restricted-syntax': ['error', noEnum],
			'@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'inline-type-imports', disallowTypeAnnotations: false}],
			'@typescript-eslint/no-unnecessary-condition': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
			'@typescript-eslint/no-unused-vars': ['error', {ignoreRestSiblings: true, args: 'after-used'}],
			// Ports and stores are plain objects of functions; none of them uses `this`.
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true, allowBoolean: true}],
		},
	},
	{
		files: ['firmware/**/*.ts'],
		ignores: ['firmware/main.ts'],
		rules: {'no-restricted-properties': ['error', {object: 'process', property: 'env', message: 'Only main.ts reads the environment.'}]},
	},
	{
		// Express knows an error handler by its four parameters.
		files: ['firmware/api/error-answer.ts'],
		rules: {'max-params': ['error', 4]},
	},
	{
		// A test is one function that says what happens, one after the other; a macro's parameters are its row.
		files: ['test/**/*.{ts,tsx}'],
		rules: {
			'max-lines-per-function': ['error', 100],
			'max-params': 'off',
			'@typescript-eslint/restrict-template-expressions': 'off',
		},
	},
	{
		// What a page has may be read in order to use it, but not in order to assert it.
		files: ['test/webui/**/*.ts', 'test/appliance/**/*.ts'],
		rules: {'no-restricted-syntax': ['error', noEnum,
			{selector: `:matches(AwaitExpression, AwaitExpression > CallExpression > MemberExpression) > CallExpression[callee.property.name=/^(${reads})$/]`, message: isReadAtOnce},
			{selector: "CallExpression[callee.object.name='t'] CallExpression[callee.property.name=/^(inputValue|evaluate|evaluateAll|title)$/]", message: isReadAtOnce},
			{selector: "CallExpression[callee.object.name='t'] CallExpression[callee.object.name='page'][callee.property.name='url']", message: isReadAtOnce},
		]},
	},
	{files: ['**/*.js'], extends: [tseslint.configs.base], rules: {'eqeqeq': 'error', 'max-lines': ['error', 400], 'max-params': ['error', 3]}},
);
