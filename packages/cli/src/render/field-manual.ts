import type { Screen } from "../host.ts";
import { propertiesOf, type SchemaNode } from "../schema/find-field.ts";
import { paint } from "./paint.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** One field as a page of the manual. */
export function fieldManual(field: string, node: SchemaNode, screen: Screen): string {
	const { bold, dim } = paint(screen);
	const inner = table(
		Object.entries(propertiesOf(node)).map(([name, child]) => [`  ${name}`, firstSentence(child.description ?? "")]),
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
