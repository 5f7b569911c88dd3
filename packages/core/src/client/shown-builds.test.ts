import { type Build, buildsOf } from "@chronos-job/schemas";
import { expect, it } from "vitest";
import { shownBuilds } from "./shown-builds.ts";

const old = { name: "a", command: "true", epsilon: "PT60S" };
const job = { ...old, taskInfoData: "" };
const boxed = (type: string) => ({ ...job, concurrent: false, container: { type, image: "i" } });

const all3 = buildsOf("3.x");

it.each<[string, readonly unknown[], readonly Build[], readonly Build[]]>([
	["nothing", [], all3, all3],
	["nothing that is a job", [5, null, "x"], all3, all3],
	["a plain job", [{ ...job, concurrent: false }], all3, ["3.0.0", "3.0.1", "3.0.2"]],
	["a container in small letters", [boxed("docker")], all3, ["3.0.0"]],
	["a container in capital letters", [job, boxed("DOCKER")], all3, ["3.0.1", "3.0.2"]],
	["maxCompletionTime", [{ ...job, maxCompletionTime: 0 }], all3, ["HEAD"]],
	["gpus", [{ ...job, gpus: 0 }], all3, ["gpus"]],
	["gpus of a job among others", [job, { ...job, gpus: 0 }], all3, ["gpus"]],
	["gpus and little else", [{ name: "a", gpus: 0 }], all3, ["gpus"]],
	["both", [{ ...job, gpus: 1, maxCompletionTime: 0 }], all3, ["HEAD+gpus"]],
	["nothing of 2.5", [old], buildsOf("2.x"), ["2.3", "2.4"]],
	["what 2.5 writes", [job], buildsOf("2.x"), ["2.5"]],
	["what cannot be", [{ ...job, maxCompletionTime: 0 }], buildsOf("2.x"), buildsOf("2.x")],
])("a server that shows %s", (_, jobs, ...[among, expected]) => {
	expect(shownBuilds(jobs, among)).toEqual(expected);
});
