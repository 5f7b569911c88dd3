import type { EngineKind } from "./test-engine.ts";

const networkless = [
	"--bridge=none",
	"--iptables=false",
	"--ip6tables=false",
	"--ip-forward=false",
	"--ip-masq=false",
] as const;

/** The kinds of engines, by name. */
export const engineKinds = {
	podman: {
		name: "podman",
		command: (_, socketPath) => ["podman", "system", "service", "--time=0", `unix://${socketPath}`],
		program: () => ["podman"],
		files: (folder, registries) => ({
			// Machines without CAP_SYS_RESOURCE cannot raise what a user may have.
			"containers.conf": `[containers]
default_ulimits=["nofile=1024:1024","nproc=4096:4096"]
[network]
network_backend="cni"
network_config_dir="${folder}/networks"
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
${registries.map((host) => `[[registry]]\nlocation = "${host}"\ninsecure = true\n`).join("")}`,
		}),
		environment: (folder) => ({
			CONTAINERS_CONF: `${folder}/containers.conf`,
			CONTAINERS_STORAGE_CONF: `${folder}/storage.conf`,
			CONTAINERS_REGISTRIES_CONF: `${folder}/registries.conf`,
		}),
	},
	docker: {
		name: "docker",
		command: (folder, socketPath, hasNetwork) => [
			"dockerd",
			`--host=unix://${socketPath}`,
			`--data-root=${folder}/storage`,
			`--exec-root=${folder}/run`,
			`--pidfile=${folder}/dockerd.pid`,
			`--config-file=${folder}/daemon.json`,
			"--storage-driver=vfs",
			// What runs goes on when the service ends, as it does with Podman.
			"--live-restore",
			...(hasNetwork ? [] : networkless),
		],
		program: (socketPath) => ["docker", "--host", `unix://${socketPath}`],
		files: () => ({ "daemon.json": "{}\n" }),
		environment: () => ({}),
	},
} as const satisfies Readonly<Record<string, EngineKind>>;
