import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';

import { RequestFailure, form, isObject, type Tools } from '../../../shared';
import { operation } from '../../operation';
import { record, subAccount, task } from '../../pickers';
import { yunfu } from '../../service';

const NO_AUDIO = /^(text|application\/(json|xml|xhtml))/;

/** An answer with the recording itself. */
interface Recording {
	data: Buffer;
	contentType: string;
	fileName?: string;
}

const NONE = new RequestFailure('This call has no recording', {
	outcome: 'refused',
	hint: 'Only answered calls have one. Check the status with Call Record > Get Many.',
});

const mediaType = (headers: Record<string, unknown>) =>
	String(headers['content-type'] ?? '')
		.split(';')[0]
		.trim();

/** Name in a Content-Disposition header. */
const fileNameIn = (header: unknown) => /filename="?([^";]+)"?/i.exec(String(header ?? ''))?.[1];

/**
 * Yunfu's page does not show the answer. A file comes as it is; a good answer in JSON has its link; a refusal is JSON
 * whatever was asked for.
 */
function read(response: IN8nHttpFullResponse): IDataObject {
	const data = Buffer.from(response.body as Buffer);
	const contentType = mediaType(response.headers);
	const isJson = contentType === 'application/json' || /^\s*\{/.test(data.toString('utf8', 0, 20));
	if (isJson || response.statusCode >= 400) {
		return yunfu.read({ ...response, body: data.toString('utf8') });
	}
	if (data.length === 0 || NO_AUDIO.test(contentType)) throw NONE;
	const fileName = fileNameIn(response.headers['content-disposition']);
	return { recording: { data, contentType, fileName } as unknown as IDataObject };
}

/** The link in an answer that is no file. */
function linkIn({ data }: IDataObject): string {
	const link: unknown = isObject(data) ? (data.url ?? data.voice_url) : data;
	if (typeof link !== 'string' || !/^https?:\/\//.test(link)) throw NONE;
	return link;
}

async function fetched(link: string, fetchFile: Tools['fetchFile']): Promise<Recording> {
	const { statusCode, headers, body } = await fetchFile(link);
	const contentType = mediaType(headers);
	if (statusCode >= 400 || body.length === 0 || NO_AUDIO.test(contentType)) {
		throw new RequestFailure('The link to the recording leads nowhere', {
			httpStatus: statusCode,
			outcome: 'refused',
			hint: 'Links to recordings expire: run the node again.',
		});
	}
	return { data: body, contentType, fileName: new URL(link).pathname.split('/').pop() };
}

/** 下载通话录音: https://docs.longlonglong.cn/api/API接口/通话记录/下载通话录音.html */
export const downloadRecording = operation({
	name: 'Download Recording',
	title: 'Download the recording of a call',
	description: 'Get the recording of an answered call as a file',
	route: 'GET /task/{task_id}/record/{record_id}/download-full-voice',
	more: { encoding: 'arraybuffer' },
	kind: 'read',
	fields: {
		task_id: task,
		record_id: record,
		binaryPropertyName: form.outputFileField,
		sub_user_id: subAccount,
	},
	read,
	output: (answer) => [answer],
	async items([answer], { task_id, record_id, binaryPropertyName }, { fetchFile, asBinary }) {
		const given = answer.recording as unknown as Recording | undefined;
		const { data, contentType, fileName = '' } = given ?? (await fetched(linkIn(answer), fetchFile));
		return [
			{
				json: { record_id, task_id },
				binary: { [binaryPropertyName]: await asBinary(data, contentType, fileName, record_id) },
			},
		];
	},
});
