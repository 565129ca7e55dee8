import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { e2eFolder } from './paths.mts';
import type { Login } from './rest.mts';

const DEFAULT_CHROMIUM = '/usr/bin/chromium';

// the background services would look up Google's hosts at every start
const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export interface EditorOptions {
	/** n8n's address, without trailing slash */
	url: string;
	login: Login;
	/** the browser's executable, default Debian's chromium */
	executable?: string;
	width?: number;
	height?: number;
	/** editor theme, default light */
	colorScheme?: 'light' | 'dark';
}

/** n8n's editor in a headless browser, signed in. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly url: string,
		private readonly closeBrowser: () => Promise<void>,
	) {}

	async signIn(login: Login): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page
			.locator('input[type="email"], input[name="emailOrLdapLoginId"]')
			.first()
			.fill(login.email);
		await this.page.locator('input[type="password"]').fill(login.password);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
		await this.page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	}

	/** Opens a stored workflow and waits until its nodes are drawn. */
	async openWorkflow(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.locator('[data-test-id="canvas-node"]').first().waitFor();
	}

	/**
	 * Presses "Execute workflow".
	 * @returns the execution's id; the run goes on
	 */
	async executeWorkflow(): Promise<string> {
		const answered = this.page.waitForResponse((response) => /\/workflows\/[^/]+\/run$/.test(response.url()));
		await this.page.locator('[data-test-id="execute-workflow-button"]').click();
		const { data } = (await (await answered).json()) as { data: { executionId?: string } };
		if (data.executionId === undefined) throw new Error('The editor started no execution.');
		return data.executionId;
	}

	/** Double-clicks a node on the canvas and waits for its parameters. */
	async openNode(nodeName: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`).dblclick();
		await this.page.locator('[data-test-id="node-parameters"], [data-test-id="ndv"]').first().waitFor();
	}

	/** @returns the PNG's path, in `e2e/artifacts/` */
	async screenshot(name: string): Promise<string> {
		const folder = e2eFolder('artifacts');
		mkdirSync(folder, { recursive: true });
		const file = path.join(folder, `${name}.png`);
		await this.page.screenshot({ path: file });
		return file;
	}

	async close(): Promise<void> {
		await this.closeBrowser();
	}
}

/**
 * Opens the editor and signs in.
 * @throws Error that says what to install when there is no browser
 */
export async function openEditor(options: EditorOptions): Promise<Editor> {
	const executablePath = options.executable ?? DEFAULT_CHROMIUM;
	if (!existsSync(executablePath)) {
		throw new Error(`${executablePath} is not there. On Debian: sudo apt-get install chromium`);
	}
	const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
	try {
		const page = await browser.newPage({
			viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
			colorScheme: options.colorScheme ?? 'light',
		});
		const editor = new Editor(page, options.url, () => browser.close());
		await editor.signIn(options.login);
		return editor;
	} catch (error) {
		await browser.close();
		throw error;
	}
}
