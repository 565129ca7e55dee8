import type { VendorAnswer } from '../types.mts';
import { requestId } from './response.mts';

/** An error of the API gateway: RequestId, HostId, Code, Message, Recommend. */
export function gatewayError(
	status: number,
	code: string,
	message: string,
	headers: Record<string, string> = {},
): VendorAnswer {
	const id = requestId();
	const body = {
		RequestId: id,
		HostId: 'aiccs.aliyuncs.com',
		Code: code,
		Message: message,
		Recommend: recommendation(code, id),
	};
	return { status, headers, body: JSON.stringify(body) };
}

/** The same error as XML, as the gateway writes it when JSON was not negotiated. */
export function gatewayErrorXml(status: number, code: string, message: string): VendorAnswer {
	const id = requestId();
	const body =
		`<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>${id}</RequestId><HostId>aiccs.aliyuncs.com</HostId>` +
		`<Code>${code}</Code><Message>${message}</Message><Recommend><![CDATA[${recommendation(code, id)}]]></Recommend></Error>`;
	return { status, headers: { 'content-type': 'text/xml;charset=utf-8' }, body };
}

function recommendation(code: string, id: string): string {
	return `https://api.aliyun.com/troubleshoot?q=${code}&product=aiccs&requestId=${id}`;
}
