import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos checks neither path. The host's directory is mounted at another place than the one the command reads and writes, so files are missing, or end up in the container and are lost with it.",
	valid: [
		volumes(`{"containerPath": "/lustre/home/anna", "hostPath": "/lustre/home/anna"}`),
		volumes(`{"containerPath": "/var/log/", "hostPath": "/logs/"}`),
		volumes(`{"containerPath": "/data", "hostPath": "/data/"}`),
		volumes(`{"containerPath": "/data", "hostPath": "/data1"}`),
		volumes(`{"containerPath": "/log", "hostPath": "/logs"}`),
		volumes(`{"containerPath": "/work/output", "hostPath": "/work/outputs"}`),
		volumes(`{"containerPath": "/work/input", "hostPath": "/work/Input"}`),
		volumes(`{"containerPath": "/data/set-a", "hostPath": "/data/set-b"}`),
		volumes(`{"containerPath": "/data/a", "hostPath": "/datas/a"}`),
		volumes(`{"containerPath": "/srv/www", "hostPath": "/srv/ww"}`),
		volumes(`{"containerPath": "/work/.", "hostPath": "/work/"}`),
		volumes(`{"containerPath": "/data", "external": {"name": "x", "provider": "y"}}`),
	],
	invalid: [
		{
			text: volumes(`{"containerPath": «"/lustre/home/anna>"», "hostPath": "/lustre/home/anna"}`),
			fixed: volumes(`{"containerPath": "/lustre/home/anna", "hostPath": "/lustre/home/anna"}`),
			says: "/lustre/home/anna>",
		},
		{
			text: volumes(`{"containerPath": "/lustre/home/anna", "hostPath": «"/lustre/home /anna"»}`),
			fixed: volumes(`{"containerPath": "/lustre/home/anna", "hostPath": "/lustre/home/anna"}`),
		},
		{ text: volumes(`{"containerPath": «"/lustrehome/anna"», "hostPath": "/lutrehome/anna"}`) },
		{ text: volumes(`{"containerPath": «"/lustrehome/rossi"», "hostPath": "/lustrehome/rosi"}`) },
		{ text: volumes(`{"containerPath": «"/lustre/cms/user"», "hostPath": "/lustre/cm/user"}`) },
		{
			text: volumes(`{"containerPath": "/lustrehome/anna", "hostPath": «"/lustrehome/anna."»}`),
			fixed: volumes(`{"containerPath": "/lustrehome/anna", "hostPath": "/lustrehome/anna"}`),
		},
		{
			text: volumes(`{"containerPath": "/lustrehome/anna", "hostPath": «"//lustrehome/anna"»}`),
			fixed: volumes(`{"containerPath": "/lustrehome/anna", "hostPath": "/lustrehome/anna"}`),
		},
		{ text: volumes(`{"containerPath": «"/lustrehome/anna"», "hostPath": "/lustreohme/anna"}`) },
	],
};

function volumes(volume: string): string {
	return `{"name": "a", "container": {"image": "x:1", "volumes": [${volume}]}}`;
}
