import type { INodeProperties } from 'n8n-workflow';

import { objectsIn, type Operation } from '../../../shared';
import { limitField, returnAllField, voiceField } from '../../fields';
import { actionRequest, toQuery } from '../../request';
import { tidy } from '../../shape';

const filters: INodeProperties[] = [
	{ ...voiceField, description: 'Only this voice' },
	{
		displayName: 'Voice Type',
		name: 'voiceType',
		type: 'options',
		options: [
			{ name: 'BL-CUSTOM', value: 'BL-CUSTOM' },
			{ name: 'Cloned (CosyVoice)', value: 'COSYCLONE' },
			{ name: 'System', value: 'SYSTEM' },
		],
		default: 'SYSTEM',
		description: 'Only voices of this type',
		routing: toQuery('VoiceType'),
	},
];

/** ListAvailableTts: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-listavailabletts */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many voices',
		description: 'Get the system voices and your own voices that LLM calls can use',
		routing: actionRequest('ListAvailableTts'),
	},
	kind: 'read',
	fields: [
		returnAllField,
		limitField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filters,
		},
	],
	rows: (body) => objectsIn(body.Data),
	simplify: tidy,
	// The vendor sends all voices at once.
	async finish(rows) {
		const wanted = this.getNodeParameter('returnAll', false)
			? rows
			: rows.slice(0, Math.max(1, Number(this.getNodeParameter('limit', 50))));
		return wanted.map((json) => ({ json }));
	},
};
