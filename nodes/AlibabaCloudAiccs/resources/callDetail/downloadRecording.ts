import { NodeOperationError, type IExecuteSingleFunctions, type INodeExecutionData } from 'n8n-workflow';

import { RequestFailure, isObject, type FileResponse, type Operation } from '../../../shared';
import { actionRequest } from '../../request';
import { findRecordingField, lookUpFields, recordingLinkField, recordingTaskField } from './fields';
import { simplifyDetail } from './simplify';

const OUTPUT_FIELD = 'binaryPropertyName';
const LINK_GONE = new Set([403, 404, 410]);
const NO_FILE = /^(text|application\/(xml|json|xhtml))/;

const usesLink = (context: IExecuteSingleFunctions) => context.getNodeParameter('findBy') === 'link';

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

/** Name of the file in a link, without what no file system takes. */
function fileNameOf(link: string): string {
	const last = new URL(link).pathname.split('/').pop() ?? '';
	let name = last;
	try {
		name = decodeURIComponent(last);
	} catch {
		// A stray percent sign is part of the name.
	}
	return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_') || 'recording';
}

async function asBinary(context: IExecuteSingleFunctions, link: string, file: FileResponse) {
	const type = String(file.headers['content-type'] ?? '').split(';')[0];
	const name = fileNameOf(link);
	// Hosts of files often name no type at all; n8n then goes by the name's extension and by the first bytes.
	const binary = await context.helpers.prepareBinaryData(
		file.body,
		name,
		/^(audio|video)\//.test(type) ? type : undefined,
	);
	return !name.includes('.') && binary.fileExtension
		? { ...binary, fileName: `${name}.${binary.fileExtension}` }
		: binary;
}

/**
 * The recording of a call as binary data, found with QueryConversationDetailInfoNew:
 * https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryconversationdetailinfonew
 */
export const downloadRecording: Operation = {
	option: {
		name: 'Download Recording',
		value: 'downloadRecording',
		action: 'Download the recording of a call',
		description: 'Get the recording of an answered call as a file',
		routing: actionRequest('QueryConversationDetailInfoNew'),
	},
	kind: 'read',
	fields: [
		findRecordingField,
		recordingTaskField,
		...lookUpFields,
		recordingLinkField,
		{
			displayName: 'Put Output File in Field',
			name: OUTPUT_FIELD,
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the output binary field to put the file in',
			description: 'Name of the field that holds the recording',
		},
	],
	check() {
		if (!usesLink(this) || isWebAddress(String(this.getNodeParameter('recordingLink')).trim())) return;
		const itemIndex = this.getItemIndex();
		throw new NodeOperationError(this.getNode(), `Recording Link is not a link [item ${itemIndex}]`, {
			itemIndex,
			description: 'A link begins with https:// or http://. Nothing was sent.',
		});
	},
	variants(request) {
		return usesLink(this) ? [] : [request];
	},
	rows: (body) => (isObject(body.Data) ? [body.Data] : []),
	simplify: simplifyDetail,
	async finish([detail], fetchFile): Promise<INodeExecutionData[]> {
		const given = usesLink(this);
		const link = String(
			(given ? this.getNodeParameter('recordingLink') : detail?.recordingFileDownloadUrl) ?? '',
		).trim();
		if (!isWebAddress(link)) {
			throw new RequestFailure('This call has no recording', {
				outcome: 'refused',
				hint: 'Only answered calls have one, and it takes a while after the call has ended. Check the result with Call Detail > Get.',
			});
		}
		const file = await fetchFile(link);
		checkFile(file);
		return [
			{
				json: given ? { recordingFileDownloadUrl: link } : detail,
				binary: { [String(this.getNodeParameter(OUTPUT_FIELD))]: await asBinary(this, link, file) },
			},
		];
	},
};
