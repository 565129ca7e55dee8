import { ok } from '../response.mts';
import type { Action } from './action.mts';

const NAMES = [
	'龙小夏',
	'龙小诚',
	'龙婉',
	'龙橙',
	'龙华',
	'龙书',
	'龙硕',
	'龙悦',
	'龙妙',
	'龙老铁',
	'灿灿',
	'擎苍',
];

const VOICES = NAMES.map((name, index) => ({
	TtsVoiceCode: `V9A${String(index + 1).padStart(6, '0')}`,
	TtsVoiceName: name,
	TtsEngine: index < 10 ? 'CosyVoice' : 'Volcano',
	TtsStyle: index < 10 ? `cosyvoice-v2-${index + 1}` : `volcano-${index + 1}`,
	TtsAuditionFileUrl: `https://voices.example/${index + 1}.mp3`,
}));

/** ListAvailableTts: all voices, or the one with the given code. */
export const listVoices: Action = (parameters, context) => {
	const code = parameters.text('TtsVoiceCode');
	return {
		accept: () =>
			ok(
				context.action,
				VOICES.filter((voice) => code === undefined || voice.TtsVoiceCode === code),
			),
	};
};
