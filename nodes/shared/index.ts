export {
	LosslessNumber,
	isLosslessNumber,
	parse as parseExact,
	stringify as stringifyExact,
} from 'lossless-json';
export { RequestFailure } from './request/failure';
export { type FileResponse } from './request/fetchFile';
export { integerArray, isObject, objectsIn, parseEmbedded, parseLossless } from './json';
export { countOf, idOf } from './listValues';
export { customOperations, methodsOf, resourceProperties, type Resource } from './run/node';
export { declared } from './run/tool';
export {
	propertyOf,
	type Field,
	type Fields,
	type Group,
	type InputOf,
	type ListSearch,
	type Routing,
} from './form/field';
export * as form from './form';
export { LeftOut, Problem, refuse } from './form/problem';
export { matching, plainText as textIn } from './form/text';
export type { Mapped } from './form/kinds';
export {
	operationOf,
	sentValues,
	type Batch,
	type FailedStatus,
	type Operation,
	type OperationSpec,
	type Preparation,
	type Tools,
} from './run/operation';
export { readOnce, type Call } from './request/client';
export type { Service } from './request/service';
export { chinaTimeToIso, epochToIso, toChinaTime, toClockTime, toEpochMs } from './time';
export { jsonParameters, parameterTexts } from './jsonParameters';
export { hashNumber, isNumberHash, type NumberHash } from './numberHash';
export { maskPhoneNumber, normalizePhoneNumber, phoneNumberProblem } from './phoneNumber';
export { readPages, type Pages } from './request/paging';
export {
	downloadJson,
	manualRegistration,
	PUSH_TRIGGER_VERSIONS,
	pushWebhook,
	readJson,
	receivePush,
	secretFields,
	type ReceiptKind,
} from './trigger';
