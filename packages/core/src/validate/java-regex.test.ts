import { describe, expect, it } from "vitest";
import { explainJavaRegex } from "./java-regex.ts";

describe("explainJavaRegex", () => {
	it.each([
		["*.example.com", '"*"'],
		["+", '"+"'],
		["a|*b", '"*"'],
		["a**", '"*"'],
		["a{2}{x}", '"{"'],
		["{a,b}", '"{"'],
		["${HOST}", '"{"'],
		["a{,3}", '"{"'],
		["a{2", '"{"'],
		["(a", '"("'],
		["a)", '")"'],
		["[a", '"["'],
		["[]", '"["'],
		["[[]", '"["'],
		["[a\\", '"["'],
		["a\\", "at the end"],
		["\\y", '"\\y"'],
		["\\Ka", '"\\K"'],
	])("explains %s", (pattern, part) => {
		expect(explainJavaRegex(pattern)).toContain(part);
	});

	it.each([
		"",
		".*",
		"10.0.0.1",
		"hpc-gpu-1-[2,4]-[1-2].recas.ba.infn.it",
		"a*+b++c?+d{2}+",
		"a*?b+?c??",
		"a{2}{3}",
		"a{2,}b{2,3}?",
		"(?i)node-\\d+",
		"(?i:node)(?=a)(?!b)(?<=c)(?<!d)(?>e)(?<name>f)\\k<name>",
		"\\Qa*(\\E*",
		"\\Q[",
		"\\\\Q",
		"\\p{Alpha}\\P{javaLowerCase}\\x{1F600}\\R\\h\\A\\z\\Z\\G",
		"[a-z&&[^bc]]",
		"[]a]",
		"[^]a]",
		"[a[b]c]",
		"[\\]]",
		"[\\Q]\\E]",
		"^*a$*",
		"()*",
		"]}",
		"(?x) a # (",
		"a\nb",
	])("has nothing against %s", (pattern) => {
		expect(explainJavaRegex(pattern)).toBeUndefined();
	});
});
