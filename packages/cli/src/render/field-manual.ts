import type { Screen } from "../host.ts";
import { propertiesOf, type SchemaNode } from "../schema/find-field.ts";
import { paint } from "./paint.ts";
import { hang } from "./hang.ts";
import { wrap } from "./wrap.ts";

/** One field as a page of the manual. */
export function fieldManual(field: string, node: SchemaNode, screen: Screen): string {
	const { bold, dim } = paint(screen);
	const fields = Object.entries(propertiesOf(node));
	const column = Math.max(0, ...fields.map(([name]) => name.length));
	const inner = fields.flatMap(([name, child]) =>
		hang(`  ${bold(name.padEnd(column))}  `, firstSentence(child.description ?? ""), screen),
	);
	const lines = [
		`${bold(field)}  ${dim(factsOf(node))}`,
		...wrap(node.description ?? "", Math.min(screen.width, 100)),
		...(node.examples ?? []).map((example) => `${dim("example")}  ${JSON.stringify(example)}`),
		...(inner.length > 0 ? ["", ...inner] : []),
	];
	return `${lines.join("\n")}\n`;
}

function factsOf({ type, default: byDefault, enum: choices, minimum }: SchemaNode): string {
	const facts = [
		typeof type === "object" ? type.join(" or ") : type,
		choices && `one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`,
		minimum !== undefined && `at least ${minimum}`,
		byDefault !== undefined && `default ${JSON.stringify(byDefault)}`,
	];
	return facts.filter((fact) => typeof fact === "string").join(" · ");
}

function firstSentence(text: string): string {
	return /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;
}
