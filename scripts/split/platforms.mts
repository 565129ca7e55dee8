/** The packages that this one can be split into: n8n verifies packages of one service only. */
export interface Platform {
	package: string;
	title: string;
	description: string;
	keywords: string[];
	/** Below `nodes/`. */
	folder: string;
	/** The credential's heading in README.md. */
	credential: string;
	icons: string;
	/** What only this platform's files are called or say. */
	mark: RegExp;
}

export const SOURCE_PACKAGE = 'n8n-nodes-ai-outbound';

const KEYWORDS = ['n8n-community-node-package', 'n8n', 'outbound-call', 'ai-call', 'voice-agent'];

export const PLATFORMS: Platform[] = [
	{
		package: 'n8n-nodes-alibaba-cloud-aiccs',
		title: 'Alibaba Cloud AICCS',
		description:
			'n8n nodes for AI phone-call campaigns on Alibaba Cloud AICCS: create call tasks, import numbers, read back who answered and what was said',
		keywords: [...KEYWORDS, 'aiccs', 'alibaba-cloud'],
		folder: 'AlibabaCloudAiccs',
		credential: 'Alibaba Cloud AccessKey API',
		icons: 'aiccs',
		mark: /aiccs|alibaba|aliyun|acs3/i,
	},
	{
		package: 'n8n-nodes-yunfu',
		title: 'Yunfu',
		description:
			'n8n nodes for AI phone-call campaigns on Yunfu Intelligence: create call tasks, import numbers, read back who answered and what was said',
		keywords: [...KEYWORDS, 'yunfu'],
		folder: 'Yunfu',
		credential: 'Yunfu API',
		icons: 'yunfu',
		mark: /yunfu|云蝠/i,
	},
];
