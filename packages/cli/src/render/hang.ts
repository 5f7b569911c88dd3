import type { Screen } from "../host.ts";
import { widthOf } from "./width-of.ts";
import { wrap } from "./wrap.ts";

/**
 * A head and a text on one line, or, where the screen breaks long lines, on several:
 * the text goes on under itself, or below the head when that is too long.
 */
export function hang(head: string, text: string, screen: Screen): readonly string[] {
	const column = widthOf(head);
	if (!screen.wraps || column + widthOf(text) <= screen.width) return [head + text];
	const isDeep = column > screen.width / 2;
	const indent = " ".repeat(isDeep ? 3 : column);
	const lines = wrap(text, Math.max(20, screen.width - indent.length));
	if (isDeep) return [head.trimEnd(), ...lines.map((line) => indent + line)];
	return lines.map((line, index) => (index === 0 ? head : indent) + line);
}
