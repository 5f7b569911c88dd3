import { describe, expect, it } from "vitest";
import { startWords, tunnelPlan } from "./tunnel-plan.ts";

const base = { via: "ada@login", folder: "/run/ssh", ssh: ["ssh", "-F", "config"] };

it("each machine and port has a socket, whatever the paths", () => {
	const urls = ["http://a:4400", "http://b/chronos", "http://b:80/other", "http://[::1]:4400"];
	const { sockets, forwards, control } = tunnelPlan({ ...base, urls });
	expect([...sockets.keys()]).toEqual(urls);
	expect(sockets.get("http://b/chronos")).toBe(sockets.get("http://b:80/other"));
	expect(forwards).toEqual([
		`${sockets.get("http://a:4400")}:a:4400`,
		`${sockets.get("http://b/chronos")}:b:80`,
		`${sockets.get("http://[::1]:4400")}:[::1]:4400`,
	]);
	expect(control.slice(0, 4)).toEqual(["ssh", "-F", "config", "-S"]);
	for (const socket of sockets.values()) expect(socket.length).toBeLessThan("/run/ssh".length + 21);
});

it("other people, machines and programs have other tunnels", () => {
	const urls = ["http://a:4400"];
	const plans = [base, { ...base, via: "bob@login" }, { ...base, ssh: ["ssh"] }].map((each) =>
		tunnelPlan({ ...each, urls }).control.at(-1),
	);
	expect(new Set([...plans, tunnelPlan({ ...base, urls: ["http://a:4401"] }).control.at(-1)]).size).toBe(4);
});

it("ssh asks nothing where nobody is there to answer", () => {
	const plan = tunnelPlan({ ...base, urls: ["http://a:4400"] });
	expect(startWords(plan, false)).toContain("BatchMode=yes");
	expect(startWords(plan, true)).toContain("BatchMode=no");
	expect(startWords(plan, true).slice(-4)).toEqual(["-L", plan.forwards[0], "--", "ada@login"]);
});

describe("there is no tunnel", () => {
	it.each([
		["-oProxyCommand=reboot", "http://a"],
		["", "http://a"],
		["ada@login", "https://a"],
		["ada@login", "unix:///tmp/s"],
	])("through %j to %s", (via, url) => {
		expect(() => tunnelPlan({ ...base, via, urls: [url] })).toThrow(/is no SSH destination|cannot be reached/);
	});
});
