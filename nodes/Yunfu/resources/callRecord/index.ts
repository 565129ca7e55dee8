import type { Resource } from '../../../shared';
import { downloadRecording } from './downloadRecording';
import { get } from './get';
import { getMany } from './getMany';
import { getRecordingUrls } from './getRecordingUrls';

export const callRecord: Resource = {
	option: { name: 'Call Record', value: 'callRecord' },
	operations: [get, getMany, downloadRecording, getRecordingUrls],
	defaultOperation: 'getAll',
};
