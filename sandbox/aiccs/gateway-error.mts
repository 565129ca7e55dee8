import type { VendorAnswer } from '../types.mts';
import { REQUEST_ID } from './response.mts';

/** An error of the API gateway: RequestId, HostId, Code, Message, Recommend. */
export function gatewayError(
	status: number,
	code: string,
	message: string,
	headers: Record<string, string> = {},
): VendorAnswer {
	const body = {
		RequestId: REQUEST_ID,
		HostId: 'aiccs.aliyuncs.com',
		Code: code,
		Message: message,
		Recommend: recommendation(code),
	};
	return { status, headers, body: JSON.stringify(body) };
}

/** The same error as XML, as the gateway writes it when JSON was not negotiated. */
export function gatewayErrorXml(status: number, code: string, message: string): VendorAnswer {
	const body =
		`<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>${REQUEST_ID}</RequestId><HostId>aiccs.aliyuncs.com</HostId>` +
		`<Code>${code}</Code><Message>${message}</Message><Recommend><![CDATA[${recommendation(code)}]]></Recommend></Error>`;
	return { status, headers: { 'content-type': 'text/xml;charset=utf-8' }, body };
}

function recommendation(code: string): string {
	return `https://api.aliyun.com/troubleshoot?q=${code}&product=aiccs&requestId=${REQUEST_ID}`;
}
