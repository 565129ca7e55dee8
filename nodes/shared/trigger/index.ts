export { readJson } from './body';
export { downloadJson } from './download';
export { receivePush, type ReceiptKind } from './receive';
export { secretFields } from './secret';
export { manualRegistration, PUSH_TRIGGER_VERSIONS, pushWebhook } from './webhook';
