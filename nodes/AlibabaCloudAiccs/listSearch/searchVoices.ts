import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listRequest } from '../../shared';
import { actionHeaders } from '../request';
import { aiccs } from '../service';

/** Voices by name, code or engine (ListAvailableTts, which has neither pages nor a search). */
export async function searchVoices(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { Data: data } = await listRequest(this, aiccs, {
		method: 'POST',
		url: '/',
		headers: actionHeaders('ListAvailableTts'),
	});
	const wanted = (filter ?? '').trim().toLowerCase();
	const voices = Array.isArray(data) ? (data as IDataObject[]) : [];
	return {
		results: voices
			.map(({ TtsVoiceName, TtsEngine, TtsVoiceCode, TtsAuditionFileUrl }) => ({
				name: `${String(TtsVoiceName ?? TtsVoiceCode)}${TtsEngine ? ` (${String(TtsEngine)})` : ''}`,
				value: String(TtsVoiceCode),
				// Opens the sample of the voice.
				...(TtsAuditionFileUrl ? { url: String(TtsAuditionFileUrl) } : {}),
			}))
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)),
	};
}
