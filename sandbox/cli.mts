import { parseArgs } from 'node:util';
import { startSandbox } from './index.mts';

const USAGE = `Usage: npm run sandbox -- [--port 4010] [--speed 60] [--latency 0] [--seed 20191015] [--rate 0]
  --port     port on 127.0.0.1; 0 takes any free one
  --speed    simulated seconds per real second
  --latency  ms before every answer
  --seed     decides what dialling gives
  --rate     requests per second and vendor; 0 for no limit`;

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '4010' },
		speed: { type: 'string', default: '60' },
		latency: { type: 'string', default: '0' },
		seed: { type: 'string', default: '20191015' },
		rate: { type: 'string', default: '0' },
		help: { type: 'boolean', default: false },
	},
});

if (values.help) {
	console.log(USAGE);
	process.exit(0);
}

const rate = Number(values.rate);
const sandbox = await startSandbox({
	port: Number(values.port),
	clockSpeed: Number(values.speed),
	latencyMs: Number(values.latency),
	seed: Number(values.seed),
	quiet: false,
	rate: rate > 0 ? { perSecond: rate } : null,
});

console.log(`Sandbox on ${sandbox.url} (control: ${sandbox.url}/_sandbox/health)

Alibaba Cloud AICCS
  endpoint           ${sandbox.aiccs.endpoint}
  AccessKey ID       ${sandbox.aiccs.accessKeyId}
  AccessKey Secret   ${sandbox.aiccs.accessKeySecret}
  STS                ${sandbox.aiccs.sts.accessKeyId} / ${sandbox.aiccs.sts.accessKeySecret} / ${sandbox.aiccs.sts.securityToken}

Yunfu
  base URL           ${sandbox.yunfu.baseUrl}
  token              ${sandbox.yunfu.token}
  user id            ${sandbox.yunfu.userId}
  sub-account id     ${sandbox.yunfu.subUserId}

Ctrl+C ends it.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void sandbox.stop().then(() => process.exit(0));
	});
}
