import { expect, test } from "vitest";
import { csv } from "./csv.ts";

test("cells are quoted where they must be", () => {
	expect(
		csv([
			["name", "command"],
			["a", 'echo "x", y'],
			["b", "one\ntwo"],
			["c", ""],
		]),
	).toBe('name,command\na,"echo ""x"", y"\nb,"one\ntwo"\nc,\n');
});
