/** Terminals draw Chinese characters and full-width forms two columns wide. */
function width(text: string): number {
	return [...text].reduce(
		(sum, char) =>
			sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(char) ? 2 : 1),
		0,
	);
}

function pad(text: string, columns: number): string {
	return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** Rows as aligned text under the headings given. */
export function formatTable<Row extends object>(
	rows: Row[],
	headings: Array<[key: keyof Row, heading: string]>,
): string {
	const lines = [
		headings.map(([, heading]) => heading),
		...rows.map((row) => headings.map(([key]) => String(row[key]))),
	];
	const widths = headings.map((_, column) => Math.max(...lines.map((cells) => width(cells[column] ?? ''))));
	const [head = '', ...body] = lines.map((cells) =>
		cells
			.map((cell, column) => pad(cell, widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
	return [head, widths.map((columns) => '-'.repeat(columns)).join('  '), ...body].join('\n');
}
