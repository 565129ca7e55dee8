import { RequestFailure, form, refuse, type FileResponse } from '../../../shared';
import { dataRows } from '../../lists';
import { operation } from '../../operation';
import { recordingFields } from './fields';
import { simplifyDetail } from './simplify';

const LINK_GONE = new Set([403, 404, 410]);
const NO_FILE = /^(text|application\/(xml|json|xhtml))/;

function isWebAddress(link: string): boolean {
	try {
		return /^https?:$/.test(new URL(link).protocol);
	} catch {
		return false;
	}
}

/** OSS says in XML why there is no file. */
const ossCode = (body: Buffer) => /<Code>([\w.]{1,60})<\/Code>/.exec(body.toString('utf8', 0, 2000))?.[1];

/** @throws RequestFailure when the answer is not a file */
function checkFile({ statusCode, headers, body }: FileResponse): void {
	const about = { code: ossCode(body), httpStatus: statusCode, outcome: 'refused' } as const;
	if (LINK_GONE.has(statusCode)) {
		throw new RequestFailure('The link to the recording has expired or is not complete', {
			...about,
			hint: 'Links live 7 days: get the call detail again and use its new link, all of it.',
		});
	}
	if (statusCode >= 400 || NO_FILE.test(String(headers['content-type'] ?? '')) || body.length === 0) {
		throw new RequestFailure('The link does not lead to a recording', {
			...about,
			hint: 'Take the link from the call detail or from the receipt, as it is.',
		});
	}
}

/** Name of the file in a link. */
function fileNameOf(link: string): string {
	const last = new URL(link).pathname.split('/').pop() ?? '';
	try {
		return decodeURIComponent(last);
	} catch {
		// A stray percent sign is part of the name.
		return last;
	}
}

/**
 * The recording of a call as binary data, found with QueryConversationDetailInfoNew:
 * https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryconversationdetailinfonew
 */
export const downloadRecording = operation({
	name: 'Download Recording',
	title: 'Download the recording of a call',
	description: 'Get the recording of an answered call as a file',
	action: 'QueryConversationDetailInfoNew',
	kind: 'read',
	fields: { ...recordingFields, binaryPropertyName: form.outputFileField },
	prepare: (values) => {
		const { recordingLink } = values;
		if (recordingLink !== undefined && !isWebAddress(recordingLink)) {
			refuse('Recording Link', 'is not a link', 'A link begins with https:// or http://.');
		}
		return values;
	},
	variants: (values) => (values.recordingLink === undefined ? [values] : []),
	output: dataRows,
	simplify: simplifyDetail,
	async items([detail], { recordingLink, binaryPropertyName }, { fetchFile, asBinary }) {
		const link = recordingLink ?? String(detail?.recordingFileDownloadUrl ?? '').trim();
		if (!isWebAddress(link)) {
			throw new RequestFailure('This call has no recording', {
				outcome: 'refused',
				hint: 'Only answered calls have one, and it takes a while after the call has ended. Check the result with Call Detail > Get.',
			});
		}
		const file = await fetchFile(link);
		checkFile(file);
		const contentType = String(file.headers['content-type'] ?? '').split(';')[0];
		return [
			{
				json: recordingLink === undefined ? detail : { recordingFileDownloadUrl: link },
				binary: {
					[binaryPropertyName]: await asBinary(file.body, contentType, fileNameOf(link), 'recording'),
				},
			},
		];
	},
});
