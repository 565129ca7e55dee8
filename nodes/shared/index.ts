export {
	LosslessNumber,
	isLosslessNumber,
	parse as parseExact,
	stringify as stringifyExact,
} from 'lossless-json';
export { runBulk, type BulkPlan } from './bulk';
export { RequestFailure, type FailureDetail } from './failure';
export { type FetchFile, type FileResponse } from './fetchFile';
export { fieldReader } from './fieldReader';
export { integerArray, isObject, objectsIn, parseEmbedded, parseLossless, plainText } from './json';
export { limitField, returnAllField, simplifyField } from './listFields';
export { listRequest } from './listRequest';
export { countOf, idOf } from './listValues';
export { resourceProperties, type Operation, type Pages, type Resource } from './operation';
export { customOperations, methodsOf } from './run/node';
export {
	allFields,
	nameOf,
	propertyOf,
	type Field,
	type Fields,
	type Group,
	type InputOf,
	type Routing,
} from './form/field';
export * as form from './form';
export { LeftOut, Problem, refuse } from './form/problem';
export { entriesOf, plainText as textIn } from './form/text';
export type { Mapped } from './form/kinds';
export {
	operationOf,
	type Batch,
	type FailedStatus,
	type NewOperation,
	type OperationSpec,
	type Preparation,
	type Tools,
} from './run/operation';
export { Client, readOnce, type Call } from './request/client';
export { malformedId } from './required';
export type { RequestKind } from './retry';
export type { Service } from './service';
export { chinaTimeToIso, epochToIso, toChinaTime, toClockTime, toEpochMs } from './time';
export { declarativeTransport } from './transport';
export { checkValues } from './values';
export { waitFields } from './waitUntil';
export * as z from './z';
export { jsonParameters, parameterTexts } from './jsonParameters';
export { hashNumber, isNumberHash, type NumberHash } from './numberHash';
export { maskPhoneNumber, normalizePhoneNumber, phoneNumberProblem } from './phoneNumber';
export { singleRequest } from './singleRequest';
export { readPages } from './paging';
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
