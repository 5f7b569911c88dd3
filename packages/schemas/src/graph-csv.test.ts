import { describe, expect, it } from "vitest";
import { formatGraphCsv, parseGraphCsv } from "./graph-csv.ts";

const text =
	"node,extract,success,idle\nnode,load data,failure,2 running\nnode,report,fresh,queued\nlink,extract,report\n";

describe("the graph as lines", () => {
	it("is read", () => {
		expect(parseGraphCsv(text)).toEqual([
			{ type: "node", name: "extract", status: "success", state: "idle" },
			{ type: "node", name: "load data", status: "failure", state: "2 running" },
			{ type: "node", name: "report", status: "fresh", state: "queued" },
			{ type: "link", parent: "extract", child: "report" },
		]);
	});

	it("is written as it was read", () => {
		expect(formatGraphCsv(parseGraphCsv(text) ?? [])).toBe(text);
	});

	it("of a server without jobs is empty", () => {
		expect(parseGraphCsv("")).toEqual([]);
		expect(formatGraphCsv([])).toBe("");
	});

	it("may end its lines like Windows", () => {
		expect(parseGraphCsv("node,a,fresh,idle\r\nlink,a,b\r\n")).toHaveLength(2);
	});

	it.each(["<html></html>", "node,a,unknown,idle", "node,a,fresh", "link,a", "link,a,b,c"])("is not %j", (line) => {
		expect(parseGraphCsv(`node,a,fresh,idle\n${line}\n`)).toBeUndefined();
	});
});
