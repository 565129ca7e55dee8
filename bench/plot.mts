export interface Line {
	label: string;
	color: string;
	points: Array<{ x: number; y: number }>;
}

const WIDTH = 720;
const HEIGHT = 420;
const EDGE = { left: 64, right: 24, top: 48, bottom: 56 };
const STEPS = 5;

/** The next round number, so that axes end at one. */
function roundUp(value: number): number {
	const magnitude = 10 ** Math.floor(Math.log10(value));
	return ([1, 2, 2.5, 5, 10].find((step) => step * magnitude >= value) ?? 10) * magnitude;
}

/** A line chart from the origin, as SVG that reads on light and dark pages. */
export function plot(lines: Line[], xTitle: string, yTitle: string): string {
	const points = lines.flatMap((line) => line.points);
	const most = {
		x: roundUp(Math.max(...points.map(({ x }) => x))),
		y: roundUp(Math.max(...points.map(({ y }) => y))),
	};
	const x = (value: number) => EDGE.left + (value / most.x) * (WIDTH - EDGE.left - EDGE.right);
	const y = (value: number) => HEIGHT - EDGE.bottom - (value / most.y) * (HEIGHT - EDGE.top - EDGE.bottom);
	const text = (left: number, top: number, anchor: string, content: string, fill = '#495057') =>
		`<text x="${left.toFixed(1)}" y="${top.toFixed(1)}" text-anchor="${anchor}" fill="${fill}">${content}</text>`;
	const grid = Array.from({ length: STEPS + 1 }, (_, step) => {
		const [across, up] = [(most.x * step) / STEPS, (most.y * step) / STEPS];
		return [
			`<path d="M${EDGE.left} ${y(up).toFixed(1)}H${WIDTH - EDGE.right}" stroke="#dee2e6"/>`,
			text(EDGE.left - 8, y(up) + 4, 'end', String(Number(up.toFixed(2)))),
			text(x(across), HEIGHT - EDGE.bottom + 20, 'middle', across.toLocaleString('en')),
		].join('');
	});
	const drawn = lines.map(({ label, color, points: own }, index) => {
		const path = [{ x: 0, y: 0 }, ...own].map(
			(point, at) => `${at === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`,
		);
		return [
			`<path d="${path.join('')}" fill="none" stroke="${color}" stroke-width="2"/>`,
			...own.map(
				(point) =>
					`<circle cx="${x(point.x).toFixed(1)}" cy="${y(point.y).toFixed(1)}" r="4" fill="${color}"/>`,
			),
			text(EDGE.left + 12, EDGE.top + 8 + index * 20, 'start', label, color),
		].join('');
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
		`<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
		...grid,
		...drawn,
		text(WIDTH / 2, HEIGHT - 12, 'middle', xTitle),
		text(EDGE.left - 8, 24, 'end', yTitle),
		'</svg>',
		'',
	].join('\n');
}
