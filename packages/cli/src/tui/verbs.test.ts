import { expect, it } from "vitest";
import { placesOf } from "../command/define-command.ts";
import { commands, findCommand, groups } from "../commands/index.ts";
import { verbs } from "./verbs.ts";

it.each(verbs)("$name is a command, and takes jobs if it says so", async ({ name, takesJobs }) => {
	if (Object.hasOwn(groups, name)) return;
	const load = findCommand(name);
	expect(load, Object.keys(commands).join()).toBeDefined();
	const places = load === undefined ? [] : placesOf(await load());
	expect(/job/.test(places.join(" ")) || !takesJobs).toBe(true);
});
