import { form, objectsIn } from '../../../shared';
import { operation } from '../../operation';
import { voice } from '../../pickers';
import { tidy } from '../../shape';

const filters = form.filters({
	TtsVoiceCode: voice('Only this voice'),
	VoiceType: form.choice(
		'Voice Type',
		'Only voices of this type',
		[
			{ name: 'BL-CUSTOM', value: 'BL-CUSTOM' },
			{ name: 'Cloned (CosyVoice)', value: 'COSYCLONE' },
			{ name: 'System', value: 'SYSTEM' },
		],
		{ default: 'SYSTEM' },
	),
});

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-listavailabletts */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many voices',
	description: 'Get the system voices and your own voices that LLM calls can use',
	action: 'ListAvailableTts',
	kind: 'read',
	fields: { returnAll: form.returnAll, limit: form.limit, filters },
	// The vendor sends all voices at once.
	output: ({ Data: voices }, { returnAll, limit }) =>
		objectsIn(voices).slice(0, returnAll ? undefined : (limit ?? form.USUAL_LIMIT)),
	simplify: tidy,
});
