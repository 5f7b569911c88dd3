import { type GraphNode, type GraphView, isDashed, tones } from "./graph-view.ts";
import { layeredLayout, type Slot } from "./layered-layout.ts";

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
}

const size = { row: 48, box: 28, gap: 72, margin: 24, letter: 7.4, padding: 24, bend: 8 } as const;
const mostLetters = 36;

/** A drawing on its own, from left to right. */
export function svgGraph(view: GraphView): string {
	const { layers, paths, single } = layeredLayout(view);
	const boxes = new Map(placeLayers(layers));
	const top = Math.max(0, ...layers.map((layer) => layer.length)) * size.row;
	for (const [name, box] of placeSingles(single, top)) boxes.set(name, box);
	const all = [...boxes.values()];
	const width = Math.max(0, ...all.map((box) => box.x + box.width)) + size.margin;
	const height = Math.max(0, ...all.map((box) => box.y)) + size.row + size.margin;
	const body = [...paths.map((path) => edgePath(path, boxes)), ...view.nodes.map((node) => nodeBox(node, boxes))];
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="ui-monospace, monospace" font-size="12">`,
		'<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#6b7280"/></marker></defs>',
		`<rect width="100%" height="100%" fill="#ffffff"/>`,
		...body,
		"</svg>\n",
	].join("\n");
}

function placeLayers(layers: readonly (readonly Slot[])[]): readonly (readonly [string, Box])[] {
	const tallest = Math.max(0, ...layers.map((layer) => layer.length));
	let x: number = size.margin;
	return layers.flatMap((layer) => {
		const left = x;
		const width = Math.max(...layer.map(widthOf));
		x += width + size.gap;
		const top = size.margin + ((tallest - layer.length) * size.row) / 2;
		return layer.map((slot, row): readonly [string, Box] => [
			slot.key,
			{ x: left, y: top + row * size.row, width: slot.isJob ? widthOf(slot) : width },
		]);
	});
}

/** Jobs without neighbours, in rows below the others. */
function placeSingles(names: readonly string[], top: number): readonly (readonly [string, Box])[] {
	const columns = Math.max(1, Math.ceil(Math.sqrt(names.length)));
	const width = Math.max(0, ...names.map((name) => widthOf({ key: name, isJob: true })));
	return names.map((key, index) => [
		key,
		{
			x: size.margin + (index % columns) * (width + size.margin),
			y: top + size.margin + Math.floor(index / columns) * size.row,
			width: widthOf({ key, isJob: true }),
		},
	]);
}

function widthOf({ key, isJob }: Slot): number {
	return isJob ? Math.min(key.length, mostLetters) * size.letter + size.padding : size.bend;
}

function edgePath(path: readonly string[], boxes: ReadonlyMap<string, Box>): string {
	const stops = path.map((key) => boxes.get(key)).filter((box) => box !== undefined);
	if (stops.length < 2) return "";
	const parts = stops.slice(1).map((box, index) => {
		const before = stops[index] ?? box;
		const [x1, y1] = [before.x + before.width, before.y + size.box / 2];
		const [x2, y2] = [box.x, box.y + size.box / 2];
		const middle = (x1 + x2) / 2;
		const isBend = index < stops.length - 2;
		const curve = `C${round(middle)} ${round(y1)} ${round(middle)} ${round(y2)} ${round(x2)} ${round(y2)}`;
		return `${index === 0 ? `M${round(x1)} ${round(y1)}` : ""}${curve}${isBend ? `H${round(x2 + box.width)}` : ""}`;
	});
	return `<path d="${parts.join("")}" fill="none" stroke="#9ca3af" marker-end="url(#tip)"/>`;
}

function nodeBox({ name, tone, note }: GraphNode, boxes: ReadonlyMap<string, Box>): string {
	const box = boxes.get(name);
	if (box === undefined) return "";
	const { fill, line } = tones[tone];
	const dashes = isDashed(tone) ? ' stroke-dasharray="4"' : "";
	const title = note === "" ? name : `${name}: ${note}`;
	return (
		`<g><title>${escaped(title)}</title><rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${size.box}" rx="6" fill="${fill}" stroke="${line}"${dashes}/>` +
		`<text x="${round(box.x + box.width / 2)}" y="${round(box.y + 18)}" text-anchor="middle" fill="#111827">${escaped(shortened(name))}</text></g>`
	);
}

function shortened(name: string): string {
	if (name.length <= mostLetters) return name;
	return `${name.slice(0, mostLetters / 2)}…${name.slice(1 - mostLetters / 2)}`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
	return text.replaceAll(/[<>&"]/gu, (character) => `&#${character.codePointAt(0)};`);
}
