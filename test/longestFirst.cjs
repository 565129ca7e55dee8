const Sequencer = require('@jest/test-sequencer').default;

/** Folders whose files take longest; jest itself knows only sizes until it has run once. */
const LONGEST = ['/test/reliability/', '/test/contract/'];

function rank({ path }) {
	const place = LONGEST.findIndex((folder) => path.includes(folder));
	return place === -1 ? LONGEST.length : place;
}

/** Starts the longest files first, so that one of two workers does not stand idle at the end. */
module.exports = class extends Sequencer {
	sort(tests) {
		return super.sort(tests).sort((one, other) => rank(one) - rank(other));
	}
};
