import { existsSync } from 'node:fs';
import path from 'node:path';
import { e2eFolder } from './paths.mts';

const NODE_MAJOR_NEEDED = 24;
const NODE_24_ABI = '137';
/** Node ABIs that n8n's isolated-vm ships binaries for: Node 24 and 26 */
const ABIS_WITH_BINARIES = [NODE_24_ABI, '147'];

export interface NodeRuntime {
	node: string;
	/** folder that holds `include/node`, for node-gyp */
	headers: string;
	/** changes with the binary interface of native modules */
	abi: string;
}

function ownRuntime(): NodeRuntime | undefined {
	if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_NEEDED) return undefined;
	if (!ABIS_WITH_BINARIES.includes(process.versions.modules)) return undefined;
	const headers = path.dirname(path.dirname(process.execPath));
	if (!existsSync(path.join(headers, 'include', 'node', 'node.h'))) return undefined;
	return { node: process.execPath, headers, abi: process.versions.modules };
}

/**
 * The Node.js that runs n8n: the one running now when it is 24 or newer and complete, else the pinned Node 24
 * of the npm registry (there once e2e is installed).
 * @throws Error where the registry has no Node 24 for this machine
 */
export function nodeRuntime(): NodeRuntime {
	const own = ownRuntime();
	if (own) return own;
	const platform = `${process.platform}-${process.arch}`;
	if (platform !== 'linux-x64' && platform !== 'linux-arm64') {
		throw new Error(
			`n8n needs Node.js ${NODE_MAJOR_NEEDED} with its headers; this is ${process.version}. ` +
				`Install Node.js ${NODE_MAJOR_NEEDED} from nodejs.org and run this again.`,
		);
	}
	const folder = e2eFolder('node_modules', `node-${platform}`);
	return { node: path.join(folder, 'bin', 'node'), headers: folder, abi: NODE_24_ABI };
}
