import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** For what is not published: the stock n8n config (eslint.config.mjs) looks after nodes and credentials. */
export default tseslint.config(
	{
		ignores: [
			'dist/',
			'build/',
			'nodes/',
			'credentials/',
			'**/node_modules/',
			'e2e/.run/',
			'e2e/artifacts/',
			'.cache/',
		],
	},
	{
		files: ['**/*.mts'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.dev.json' } },
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/require-await': 'off',
			// Values of n8n items and of JSON answers are typed as "anything"; writing them as text is what the code means.
			'@typescript-eslint/no-base-to-string': 'off',
			eqeqeq: 'error',
			'no-restricted-imports': [
				'error',
				{ name: 'fast-check', message: 'test/fastCheck.mts has the seed that makes runs repeat' },
			],
			'no-restricted-globals': ['error', 'fdescribe', 'fit', 'xit', 'xdescribe'],
		},
	},
	{
		files: ['test/fastCheck.mts'],
		rules: { 'no-restricted-imports': 'off' },
	},
	{
		files: ['**/*.{js,cjs,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: {
			globals: {
				module: 'writable',
				require: 'readonly',
				exports: 'writable',
				process: 'readonly',
				__dirname: 'readonly',
				console: 'readonly',
			},
		},
		linterOptions: { noInlineConfig: true },
	},
);
