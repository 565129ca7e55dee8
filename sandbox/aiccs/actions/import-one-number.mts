import { ok } from '../response.mts';
import { invalid, withTask, type Action } from './action.mts';
import { recordNumbers } from './record-numbers.mts';
import { variablesFrom } from './variables.mts';

const ENGINE_KEY = /^(startWordParam|promptParam|bizParam)\../;

/** ImportOneTaskPhoneNumber: Data.DetailId is a bare int64. */
export const importOneNumber: Action = (parameters, context) => {
	const outId = parameters.text('OutId');
	if (outId !== undefined && outId.length > 128) return invalid('OutId', 'at most 128 characters');
	const encryptionType = parameters.number('EncryptionType') ?? 0;
	if (encryptionType < 0 || encryptionType > 3) return invalid('EncryptionType', 'must be from 0 to 3');
	const read = variablesFrom(parameters.object('Variables') ?? {});
	if ('wrong' in read) return invalid('Variables', `${read.wrong} must be a plain value`);
	const { variables } = read;
	return withTask(parameters, context, (task) => {
		const bare = Object.keys(variables).find((key) => !ENGINE_KEY.test(key));
		if (task.agent === undefined && bare !== undefined) {
			return invalid('Variables', `${bare} needs the prefix startWordParam., promptParam. or bizParam.`);
		}
		return {
			accept: () => {
				const number = { number: parameters.required('PhoneNumber'), outId, variables };
				const added = context.state.addDetails(task, [number], context.now, encryptionType);
				recordNumbers(context, added);
				return ok(context.action, { DetailId: added[0]?.detailId });
			},
		};
	});
};
