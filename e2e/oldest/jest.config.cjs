const path = require('node:path');
const config = require('../../jest.config.cjs');

const root = path.resolve(__dirname, '../..');

/** @type {import('jest').Config} */
module.exports = {
	...config,
	rootDir: root,
	// The engine of n8n 1 keeps a timer that never ends.
	forceExit: true,
	testMatch: ['<rootDir>/test/engine/**/*.test.mts', '<rootDir>/test/upgrade/**/*.test.mts'],
	moduleNameMapper: { '^(n8n-core|n8n-workflow)$': `${__dirname}/node_modules/$1` },
};
