/** 32-bit FNV-1a with a final mix, so that near-equal texts give unrelated values. */
export function hash32(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		hash ^= text.charCodeAt(i);
		hash = Math.imul(hash, 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}

/** A repeatable stream of numbers in [0, 1) from a text (mulberry32). */
export function randomFrom(text: string): () => number {
	let state = hash32(text);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const uuids = new Map<string, string>();
const MOST_UUIDS = 50_000;

/** A repeatable id in UUID form from a text. The same world is made again with every reset: its ids are kept. */
export function uuidFrom(text: string): string {
	let uuid = uuids.get(text);
	if (uuid === undefined) {
		if (uuids.size >= MOST_UUIDS) uuids.clear();
		uuids.set(text, (uuid = makeUuid(text)));
	}
	return uuid;
}

/** The same for ids that nobody asks for again. Every fourth digit is a letter: nothing in it looks like a phone number. */
export function makeUuid(text: string): string {
	const hex = ['a', 'b', 'c', 'd']
		.map((part) => hash32(`${part}|${text}`).toString(16).padStart(8, '0'))
		.join('')
		.replace(
			/(.)(...)/g,
			(_, digit: string, rest: string) => 'abcdef'.charAt(parseInt(digit, 16) % 6) + rest,
		);
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
		hex.slice(20),
	].join('-');
}
