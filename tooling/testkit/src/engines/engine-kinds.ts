import type { EngineKind } from "./test-engine.ts";

/** The kinds of engines, by name. */
export const engineKinds = {
	podman: {
		name: "podman",
		command: (_, socketPath) => ["podman", "system", "service", "--time=0", `unix://${socketPath}`],
		files: (folder) => ({
			// Machines without CAP_SYS_RESOURCE cannot raise what a user may have.
			"containers.conf": `[containers]
default_ulimits=["nofile=1024:1024","nproc=4096:4096"]
[engine]
runtime="runc"
cgroup_manager="cgroupfs"
events_logger="file"
`,
			"storage.conf": `[storage]
driver="vfs"
graphroot="${folder}/storage"
runroot="${folder}/run"
`,
			"registries.conf": `unqualified-search-registries = []
short-name-mode = "permissive"
`,
		}),
		environment: (folder) => ({
			CONTAINERS_CONF: `${folder}/containers.conf`,
			CONTAINERS_STORAGE_CONF: `${folder}/storage.conf`,
			CONTAINERS_REGISTRIES_CONF: `${folder}/registries.conf`,
		}),
	},
	docker: {
		name: "docker",
		command: (folder, socketPath) => [
			"dockerd",
			`--host=unix://${socketPath}`,
			`--data-root=${folder}/storage`,
			`--exec-root=${folder}/run`,
			`--pidfile=${folder}/dockerd.pid`,
			`--config-file=${folder}/daemon.json`,
			"--storage-driver=vfs",
			// What runs goes on when the service ends, as it does with Podman.
			"--live-restore",
			"--bridge=none",
			"--iptables=false",
			"--ip6tables=false",
			"--ip-forward=false",
			"--ip-masq=false",
		],
		files: () => ({ "daemon.json": "{}\n" }),
		environment: () => ({}),
	},
} as const satisfies Readonly<Record<string, EngineKind>>;
