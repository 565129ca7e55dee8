/** @type {import('jest').Config} */
module.exports = {
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'cjs', 'mjs', 'json'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/', '<rootDir>/e2e/'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
	testSequencer: '<rootDir>/test/longestFirst.cjs',
	maxWorkers: 2,
	// Ends a hang, and nothing else: a busy machine may take ten times as long as a quiet one.
	testTimeout: 600_000,
};
